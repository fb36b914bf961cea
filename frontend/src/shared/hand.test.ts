import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hand } from './hand';
import type { Room } from './room.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hand() {
  const said: (string | undefined)[] = [];
  const room = { hold: (card?: string) => (said.push(card), Promise.resolve(undefined)) } as unknown as Room;
  return { said, hand: new Hand(room) };
}

test('CLUSTER-8 a hand says again that it holds, for a minute at most', () => {
  const { said, hand: one } = hand();
  void one.take('fun');
  vi.advanceTimersByTime(25_000);
  expect(said).toEqual(['fun', 'fun', 'fun']);
  vi.advanceTimersByTime(600_000);
  expect(said).toHaveLength(6);
});

test('CLUSTER-8 it lets go once, and an empty hand says nothing', () => {
  const { said, hand: one } = hand();
  one.letGo();
  void one.take('fun');
  one.letGo();
  one.letGo();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual(['fun', undefined]);
});
