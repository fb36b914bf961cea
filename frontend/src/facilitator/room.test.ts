import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device, line } from '@shared/net/fakes';
import type { ServerFrame } from '@shared/protocol';
import { ConsoleRoom } from './room.svelte';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const snapshot = (seq: number, door: object | null): ServerFrame =>
  ({ type: 'snapshot', seq, now: new Date().toISOString(), shared: {}, mine: { member: 'host' }, door }) as unknown as ServerFrame;
const patch = (seq: number, door: object | null): ServerFrame => ({ type: 'patch', seq, door }) as unknown as ServerFrame;
const OPEN = { stands: 'open', waiting: {} };

test('CLIENT-14 who waits at the door is there for whoever sees to it, and goes with that', () => {
  const room = new ConsoleRoom('KT7M4R', 'host', false, snapshot(41, OPEN));
  expect(room.door).toEqual(OPEN);
  line().says(patch(42, { stands: 'waiting', waiting: { noor: { name: 'Noor', since: 'now' } } }));
  expect(room.door).toEqual({ stands: 'waiting', waiting: { noor: { name: 'Noor', since: 'now' } } });
  line().says(patch(43, { waiting: { noor: null } }));
  expect(room.door?.waiting).toEqual({});
  line().says(patch(44, null));
  expect(room.door).toBeUndefined();
  line().says(snapshot(45, OPEN), snapshot(46, null));
  expect(room.door).toBeUndefined();
});
