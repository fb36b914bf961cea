import { expect, test } from 'vitest';
import { board, type BoardTray } from './board';

const trays = (count: number, each: number, label = 'Straight talk'): BoardTray[] =>
  Array.from({ length: count }, () => ({ name: 'Honesty', cards: Array(each).fill({ label, count: 1 }) }));

test('SCREEN-2 six clusters stand in two rows, twelve in three', () => {
  expect(board(trays(6, 3), [], 'wide')).toMatchObject({ columns: 3, trays: 6, fit: 1, each: Array(6).fill(3) });
  expect(board(trays(12, 2), [], 'wide')).toMatchObject({ columns: 4, trays: 12 });
});

test('SCREEN-2 on a narrower picture there are fewer columns', () => {
  expect(board(trays(8, 2), [], 'old').columns).toBe(3);
  expect(board(trays(8, 2), [], 'tall').columns).toBe(2);
});

test('SCREEN-2 more clusters than fit are counted, not squeezed', () => {
  expect(board(trays(20, 1), [], 'wide').trays).toBe(12);
});

test('SCREEN-2 the fuller the board, the fewer cards a tray shows', () => {
  const alone = board(trays(1, 60), [], 'wide').each[0] ?? 0;
  const among = board(trays(12, 60), [], 'wide').each[0] ?? 0;
  expect(alone).toBeGreaterThan(among);
  expect(among).toBeGreaterThan(0);
});

test('SCREEN-2 long labels without a space take their lines', () => {
  const long = board(trays(6, 12, 'v'.repeat(60)), [], 'wide').each[0] ?? 0;
  expect(long).toBeLessThan(board(trays(6, 12), [], 'wide').each[0] ?? 0);
});

test('SCREEN-3 what is said on a card with two homes has its place', () => {
  const many = (two_homes: boolean): BoardTray[] =>
    Array.from({ length: 6 }, () => ({ name: 'Honesty', cards: Array(14).fill({ label: 'Fun', count: 1, ...(two_homes ? { two_homes } : {}) }) }));
  expect(board(many(true), [], 'wide').each[0]).toBeLessThan(board(many(false), [], 'wide').each[0] ?? 0);
});
