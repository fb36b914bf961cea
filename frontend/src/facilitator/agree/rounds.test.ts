import { expect, test } from 'vitest';
import type { AgreeValueView, RoundView } from '@shared/protocol';
import { adoptable, blockedTwice, widest } from './rounds';

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
});

test('CONSOLE-3 all values stand on one axis', () => {
  const values = [value([round({ spread: { full: 5, talk: 2 } })]), value([round({ spread: { minor: 7, against: 1 } })])];
  expect(widest(values)).toEqual({ left: 2, right: 7 });
});
