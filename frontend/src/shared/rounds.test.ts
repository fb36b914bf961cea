import { expect, test } from 'vitest';
import type { AgreeValueView, RoundView } from './protocol';
import { otherWording, shownRounds, startOf } from './rounds';

const round = (number: number, more: Partial<RoundView> = {}): RoundView => ({
  ballot: `ballot-${number}`, number, wording: 'now', name: 'Courage', statement: 'We speak up.', state: 'closed', privacy: 'anonymous', ...more,
});
const value = (rounds: RoundView[], more: Partial<AgreeValueView> = {}): AgreeValueView => ({
  status: 'proposed', wording: 'now', name: 'Courage', statement: 'We speak up.', rounds, ...more,
});

test('AGREE-16 at most three closed rounds are shown, oldest first, and the earlier ones are counted', () => {
  const numbers = (count: number) => {
    const { shown, earlier } = shownRounds(value([...Array(count).keys()].map((n) => round(n + 1)).concat(round(count + 1, { state: 'open' }))));
    return [shown.map((one) => one.number), earlier];
  };
  expect([1, 2, 3, 5].map(numbers)).toEqual([[[1], 0], [[1, 2], 0], [[1, 2, 3], 0], [[3, 4, 5], 2]]);
});

test('AGREE-16 a round on another wording shows it', () => {
  const now = value([]);
  expect(otherWording(now, round(1))).toBe('');
  expect(otherWording(now, round(1, { wording: 'old', statement: 'We say it.' }))).toBe('We say it.');
  expect(otherWording(now, round(1, { wording: 'old', name: 'Candour', statement: 'We say it.' }))).toBe('Candour. We say it.');
  expect(otherWording(now, round(1, { wording: 'old', statement: '' }))).toBe('the name alone');
});

test('AGREE-16 the same wording is said once', () => {
  const old = { wording: 'old', statement: 'We say it.' };
  const rounds = [round(1, old), round(2, old), round(3, old), round(4, old), round(5)];
  expect(shownRounds(value(rounds)).shown.map((one) => otherWording(value(rounds), one))).toEqual(['We say it.', '', '']);
});

test('AGREE-15 a proposal says what it started from, where everyone can see that', () => {
  const wordings = { one: { name: 'Courage', statement: 'We stay.', can_live: 1, base: 'now' }, two: { name: 'Courage', statement: 'We stay on.', can_live: 1, base: 'one' } };
  const now = value([round(1, { wording: 'old', statement: 'We say it.' })], { wordings });
  expect(startOf(now, wordings.one)).toEqual({ present: true, text: 'We speak up.' });
  expect(startOf(now, wordings.two)).toEqual({ present: false, text: 'We stay.' });
  expect(startOf(now, { ...wordings.one, base: 'old' })).toEqual({ present: false, text: 'We say it.' });
  expect(startOf(now, { ...wordings.one, base: 'hidden' })).toBeUndefined();
});
