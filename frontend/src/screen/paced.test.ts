import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './paced.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('SCREEN-9 a lone change is drawn at once, and of many the last a little later', () => {
  const pace = new Pace(200);
  const drawn: number[] = [];
  for (let change = 1; change <= 5; change++) {
    pace.take(() => drawn.push(change));
    vi.advanceTimersByTime(30);
  }
  expect(drawn).toEqual([1]);
  vi.advanceTimersByTime(50);
  expect(drawn).toEqual([1, 5]);
  vi.advanceTimersByTime(500);
  pace.take(() => drawn.push(6));
  expect(drawn).toEqual([1, 5, 6]);
});

test('SCREEN-9 nothing is drawn of a stage that is over', () => {
  const pace = new Pace(200);
  const drawn: number[] = [];
  pace.take(() => drawn.push(1));
  pace.take(() => drawn.push(2));
  pace.stop();
  vi.advanceTimersByTime(500);
  expect(drawn).toEqual([1]);
});
