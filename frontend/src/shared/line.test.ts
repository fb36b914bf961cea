import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Said } from './line.svelte';

let said: Said;
beforeEach(() => {
  vi.useFakeTimers();
  said = new Said();
});
afterEach(() => void vi.useRealTimers());

const hears = (online: boolean, ms: number) => {
  said.hear(online);
  vi.advanceTimersByTime(ms);
  return said.now;
};

test('CLIENT-24 a line away for less than a second is not worth a word', () => {
  expect([hears(false, 999), hears(true, 5_000)]).toEqual(['nothing', 'nothing']);
});

test('CLIENT-24 a line that is away is said after a second, and its return for a while', () => {
  expect([hears(false, 1_000), hears(true, 2_499), hears(true, 2_500)]).toEqual(['away', 'back', 'nothing']);
});

test('CLIENT-24 a line that comes and goes says one thing after another, and nothing flickers', () => {
  const heard = [hears(false, 1_000), ...Array.from({ length: 5 }, () => [hears(true, 300), hears(false, 300)]).flat(), hears(false, 1_000)];
  expect(heard).toEqual(['away', ...Array.from({ length: 10 }, () => 'back'), 'away']);
});
