import { expect, test } from 'vitest';
import { board } from './board';

test('SCREEN-2 six clusters stand in two rows, twelve in three', () => {
  expect(board([3, 3, 2, 1, 2, 2], 4)).toMatchObject({ columns: 3, trays: 6, fit: 1 });
  expect(board(Array<number>(12).fill(4), 0)).toMatchObject({ columns: 4, trays: 12 });
});

test('SCREEN-2 more clusters than fit are counted, not squeezed', () => {
  expect(board(Array<number>(20).fill(1), 0).trays).toBe(12);
});

test('SCREEN-2 the fuller the board, the fewer cards a tray shows', () => {
  expect(board([30], 0).each).toBeGreaterThan(board(Array<number>(12).fill(30), 0).each);
});
