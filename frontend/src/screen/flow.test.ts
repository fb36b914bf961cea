import { expect, test } from 'vitest';
import { flow, flowWithMore, letters, set } from './flow';

const box = { w: 10, h: 4 };

test('SCREEN-3 what fits is counted row by row, gaps included', () => {
  expect(flow(Array(9).fill({ w: 4, h: 1 }), box, 1)).toBe(4);
  expect(flow([{ w: 4, h: 5 }], box, 1)).toBe(0);
});

test('SCREEN-3 "and 6 more" has its place, at the cost of others', () => {
  expect(flowWithMore(Array(4).fill({ w: 4, h: 1 }), box, 1, { w: 4, h: 1 })).toBe(4);
  expect(flowWithMore(Array(9).fill({ w: 4, h: 1 }), box, 1, { w: 4, h: 1 })).toBe(3);
});

test('SCREEN-3 a text that is too long for a line takes more of them', () => {
  expect(set('Honesty', 4, 60).h).toBeCloseTo(5.2);
  expect(set('m'.repeat(60), 4, 60).h).toBeGreaterThan(10);
  expect(letters('誠実')).toBeGreaterThan(letters('ab'));
});
