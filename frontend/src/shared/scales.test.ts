import { expect, test } from 'vitest';
import { CHOICES, choiceOf, type Level } from '../participant/agree/levels';
import type { Shade } from './ui/looks';
import { level, SCALES, SHADES } from './scales';

const LEVELS = { kaner: [1, 2, 3, 4, 5, 6, 7, 8], fist: [1, 2, 3, 5, 7, 8], consent: [1, 3, 4, 8] } as const;

test('SCALE-4 every level of a scale is reached, and by one way only; an answer leads back to its first tap', () => {
  for (const scale of SCALES) {
    const ways = CHOICES[scale].flatMap((choice) => (choice.level ? [choice.level] : choice.shades.map((shade) => shade.level)));
    expect([...ways].sort()).toEqual(LEVELS[scale]);
    for (const one of LEVELS[scale]) expect([choiceOf(scale, one as Level)].flatMap((c) => c.level ?? c.shades.map((s) => s.level))).toContain(one);
  }
});

test('SCALE-4 fist to five and consent take one tap', () => {
  expect([...CHOICES.fist, ...CHOICES.consent].filter((choice) => choice.shades.length)).toEqual([]);
});

test('SCALE-5 each shade of a scale has words of its own, and the two strongest refusals are one', () => {
  for (const scale of SCALES) {
    const words = SHADES[scale].map((shade) => level(scale, shade));
    expect(new Set(words).size).toBe(words.length);
    const refusing = CHOICES[scale].flatMap((c): readonly { level?: Level; shade: Shade }[] => (c.shades.length ? c.shades : [c])).filter((c) => c.level === 7 || c.level === 8);
    expect(new Set(refusing.map((c) => c.shade))).toEqual(new Set(['against']));
  }
});
