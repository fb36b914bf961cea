import { expect, test } from 'vitest';
import { Arrivals } from './arrivals';

test('SCREEN-4 those who come at once land one after the other', () => {
  const arrivals = new Arrivals(140, 24);
  expect([0, 0, 0].map(() => arrivals.turn(1000))).toEqual([0, 140, 280]);
  expect(arrivals.turn(5000)).toBe(0);
});

test('SCREEN-4 three hundred at once do not keep the room waiting', () => {
  const arrivals = new Arrivals(140, 24);
  const turns = Array.from({ length: 300 }, () => arrivals.turn(0));
  expect(turns.filter((turn) => turn !== undefined)).toHaveLength(25);
  expect(turns.at(-1)).toBeUndefined();
});
