import { expect, test } from 'vitest';
import { CHOICES, choiceOf, type Level } from './levels';

test('PHONE-1 every level is reached by two taps, and by one way only', () => {
  const levels = CHOICES.kaner.flatMap((choice) => (choice.level ? [choice.level] : choice.shades.map((shade) => shade.level)));
  expect([...levels].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('PHONE-1 an answer given leads back to its first tap', () => {
  const back = ([1, 3, 4, 5, 6, 7, 8] as Level[]).map((level) => choiceOf('kaner', level).key);
  expect(back).toEqual(['for', 'for', 'out', 'talk', 'along', 'against', 'against']);
});
