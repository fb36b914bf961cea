import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerFrame } from '../protocol';
import { device, happens, line, openPage, sent } from './fakes';
import { MINE, SHARED, ack, afterReload, comeBack, dots, enter, last, patch, place, refusal, snapshot } from './meispage';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const PAUSED = { pause: { since: '2026-03-02T09:00:00Z' } };
const paused = (id = last().id): ServerFrame => ({ type: 'refused', id, code: 'paused', params: {}, message: 'A break.' });

test('CLIENT-22 what was done before one knew of a pause waits for its end, drawn, and goes in once', () => {
  const room = enter();
  line().ends();
  void place(room);
  comeBack(snapshot(42, { shared: { ...SHARED, ...PAUSED }, mine: MINE }));
  const { id } = last();
  line().says(paused());
  expect([room.heldBack, room.waiting, dots(room)]).toEqual([1, 1, ['craft']]);
  void room.send({ type: 'park', text: 'Budget' });
  expect(last()).toMatchObject({ type: 'park' });
  line().says(ack(42));
  line().says(patch(43, { shared: { pause: null } }));
  expect(last().id).toBe(id);
  line().says(ack(44));
  expect([room.heldBack, room.waiting]).toEqual([0, 0]);
});

test('CLIENT-22 what waits for the end of a pause outlives a reload in it', () => {
  const again = afterReload(place);
  line().says(patch(42, { shared: PAUSED }), paused());
  const { id } = last();
  line().says(patch(43, { shared: { pause: null } }));
  expect([again.heldBack, sent().filter((command) => command.id === id).length]).toEqual([0, 2]);
});

test('CLIENT-22 a pause that was over before its refusal came holds nothing back', () => {
  const room = enter();
  void place(room);
  line().says(paused());
  expect(room.heldBack).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(sent().map(({ type }) => type)).toEqual(['place_dot', 'place_dot']);
});

test('CLIENT-22 what is done in a pause that one sees is refused at once', async () => {
  const room = enter();
  line().says(patch(42, { shared: PAUSED }));
  const done = place(room);
  line().says(paused());
  expect(await done).toBe('A break.');
  expect([room.heldBack, room.waiting]).toEqual([0, 0]);
});
