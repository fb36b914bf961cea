import { expect, test } from 'vitest';
import { merge } from './merge';

const CASES: [target: unknown, patch: unknown, result: unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [['a', 'b'], ['c', 'd'], ['c', 'd']],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(CASES)('CLIENT-1 %j with %j is %j, as in appendix A of RFC 7396', (target, patch, result) => {
  expect(merge(target, patch)).toEqual(result);
});

test('CLIENT-1 what a patch does not name stays the same object, and the view before is left as it was', () => {
  const before = { cards: { a: { label: 'Rest' } }, clusters: { x: { name: 'Craft' }, y: { name: 'Care' } } };
  const after = merge(before, { clusters: { x: { name: 'Work' } } });
  expect(after.cards).toBe(before.cards);
  expect(after.clusters.y).toBe(before.clusters.y);
  expect(before.clusters.x.name).toBe('Craft');
});
