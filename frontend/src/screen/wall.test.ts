import { expect, test } from 'vitest';
import type { CardView } from '@shared/protocol';
import { fitsLarge, wall, wallBox } from './wall';

const BOX = wallBox('wide', false);

const cards = (count: number, card: (n: number) => CardView): Record<string, CardView> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`card${String(n).padStart(4, '0')}`, card(n)]));

test('SCREEN-1 a small wall is shown whole, in its largest letters', () => {
  expect(wall(cards(12, () => ({ label: 'Honesty', count: 1 })), BOX)).toMatchObject({ more: 0, fit: 1 });
});

test('SCREEN-1 a full wall gets smaller before anything is left out', () => {
  const shown = wall(cards(45, () => ({ label: 'Learning out loud', count: 1 })), BOX);
  expect(shown.more).toBe(0);
  expect(shown.fit).toBeLessThan(1);
});

test('SCREEN-1 what does not fit is counted, and what many wrote is kept', () => {
  const shown = wall(cards(400, (n) => ({ label: `Something that matters ${n}`, count: n === 399 ? 5 : 1 })), BOX);
  expect(shown.cards.length + shown.more).toBe(400);
  expect(shown.more).toBeGreaterThan(0);
  expect(shown.cards.map(([id]) => id)).toContain('card0399');
});

test('SCREEN-1 beside a card in the light, and on a narrow picture, less fits', () => {
  const many = cards(200, () => ({ label: 'Learning out loud', count: 1 }));
  const whole = wall(many, BOX).cards.length;
  expect(wall(many, wallBox('wide', true)).cards.length).toBeLessThan(whole);
  expect(wall(many, wallBox('old', false)).cards.length).toBeLessThan(whole);
});

test('SCREEN-8 the card in the light has large letters only while its longest word stands unbroken', () => {
  expect(fitsLarge('Honesty')).toBe(true);
  expect(fitsLarge('Say it early')).toBe(true);
  expect(fitsLarge('Transparency')).toBe(false);
  expect(fitsLarge('Respectful')).toBe(false);
  expect(fitsLarge('we say it to each other before anybody else hears of it')).toBe(false);
});
