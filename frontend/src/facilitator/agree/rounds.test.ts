import { expect, test } from 'vitest';
import type { AgreeValueView, RoundView } from '@shared/protocol';
import { adoptable, blockedTwice, reworded, ripe, unasked, widest } from './rounds';

const round = (more: Partial<RoundView>): RoundView => ({
  ballot: 'ballot', number: 1, wording: 'first', name: 'Craft', statement: '', state: 'closed', privacy: 'anonymous', ...more,
});
const value = (rounds: RoundView[], more: Partial<AgreeValueView> = {}): AgreeValueView => ({
  status: 'proposed', wording: 'first', name: 'Craft', statement: '', rounds, ...more,
});

test('CONSOLE-1 a value can be adopted after a closed round on its present wording that is not blocked', () => {
  expect(adoptable(value([]))).toBe(false);
  expect(adoptable(value([round({ state: 'open' })]))).toBe(false);
  expect(adoptable(value([round({ result: 'blocked' })]))).toBe(false);
  expect(adoptable(value([round({ result: 'lukewarm', wording: 'earlier' })]))).toBe(false);
  expect(adoptable(value([round({ result: 'lukewarm' })]))).toBe(true);
  expect(adoptable(value([round({ result: 'consensus' })], { status: 'set_aside' }))).toBe(false);
});

test('CONSOLE-2 after two blocked rounds the ways out are offered', () => {
  expect(blockedTwice(value([round({ result: 'blocked' })]))).toBe(false);
  expect(blockedTwice(value([round({ result: 'blocked' }), round({ result: 'blocked' })]))).toBe(true);
  expect(blockedTwice(value([round({ result: 'blocked' }), round({ result: 'blocked' }), round({ state: 'open' })]))).toBe(false);
  expect(blockedTwice(value([round({ result: 'blocked' }), round({ result: 'blocked' }), round({ result: 'consensus' })]))).toBe(false);
  expect(blockedTwice(value([round({ result: 'blocked' }), round({ result: 'blocked', wording: 'earlier' })]))).toBe(false);
});

test('CONSOLE-3 all values stand on one axis', () => {
  const values = [value([round({ spread: { full: 5, talk: 2 } })]), value([round({ spread: { minor: 7, against: 1 } })])];
  expect(widest(values)).toEqual({ left: 2, right: 7 });
  const longer = value([1, 9, 2, 3, 4].map((against) => round({ spread: { against, minor: 1 } })));
  expect(widest([longer])).toEqual({ left: 4, right: 1 });
});

test('CONSOLE-6 adopting is offered first only where nothing is left to talk about', () => {
  expect(ripe(value([round({ result: 'reservations' })]))).toBe(true);
  expect(ripe(value([round({ result: 'needs_discussion' })]))).toBe(false);
  expect(ripe(value([round({ result: 'consensus', wording: 'earlier' })]))).toBe(false);
});

test('CONSOLE-5 after the sweep only values with a wording nobody was asked about are asked again together', () => {
  expect(unasked(value([]))).toBe(true);
  expect(unasked(value([round({ result: 'consensus' })]))).toBe(false);
  expect(unasked(value([round({ wording: 'earlier' })]))).toBe(true);
  expect(unasked(value([round({ wording: 'earlier', state: 'open' })]))).toBe(false);
  expect(reworded(value([]))).toBe(false);
  expect(unasked(value([round({ wording: 'earlier' })], { status: 'adopted' }))).toBe(false);
});
