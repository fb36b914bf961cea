import { expect, test } from 'vitest';
import { plan, reveal } from './plan';

test('SCREEN-5 four of nine stand in their full size', () => {
  expect(plan(4, 5, 6, 'wide')).toMatchObject({ top: 11.6, shown: 5 });
});

test('SCREEN-5 what does not fit below the line is left to "and 6 more"', () => {
  const many = plan(7, 20, 6, 'wide');
  expect(many.shown).toBeGreaterThan(0);
  expect(many.shown).toBeLessThan(20);
  expect(many.top * 7 + 5 + many.rest * (many.shown + 1)).toBeLessThanOrEqual(86);
});

test('SCREEN-5 stones get smaller before they leave the row, then all rows are bars', () => {
  const few = plan(3, 3, 5, 'wide').stone?.top ?? 0;
  const more = plan(3, 3, 20, 'wide').stone?.top ?? 0;
  expect(more).toBeLessThan(few);
  expect(20 * more * 1.1).toBeLessThan(60);
  expect(plan(3, 3, 25, 'wide').stone).toBeUndefined();
});

test('SCREEN-6 the reveal is told in under six seconds, fewest first, the sentence last', () => {
  for (const rows of [1, 4, 12, 40]) {
    const { step, part, say } = reveal(rows, false);
    expect(step * rows).toBeLessThan(part);
    expect(say).toBeGreaterThan(part);
    expect(say + 180).toBeLessThan(6000);
  }
});

test('SCREEN-6 without motion it is there at once', () => {
  expect(reveal(9, true)).toEqual({ step: 0, part: 0, say: 0 });
});
