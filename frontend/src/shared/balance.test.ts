import { expect, test } from 'vitest';
import { inCharter, lackOf } from './balance';
import type { BehaviourView, SharedView } from './protocol';

const view = (statement: string, ...behaviours: Partial<BehaviourView>[]): SharedView =>
  ({
    agree: { values: { craft: { statement } } },
    charter: { behaviours: Object.fromEntries(behaviours.map((one, n) => [`b${n}`, { text: `${n}`, kind: 'will', cluster: 'craft', endorsed: 0, ...one }])) },
  }) as unknown as SharedView;

test('COMMIT-8 a value lacks what it has not: a statement, an accepted behaviour, or both', () => {
  expect(lackOf(view('We say it.', { accepted: true }), 'craft')).toBeUndefined();
  expect(lackOf(view('We say it.', {}), 'craft')).toBe('behaviour');
  expect(lackOf(view('We say it.', { accepted: true, cluster: 'rest' }), 'craft')).toBe('behaviour');
  expect(lackOf(view('', { accepted: true, kind: 'wont' }), 'craft')).toBe('statement');
  expect(lackOf(view(''), 'craft')).toBe('both');
});

test("COMMIT-9 what we do stands before what we won't", () => {
  const mixed = view('', { accepted: true, kind: 'wont' }, { accepted: true }, {});
  expect(inCharter(mixed, 'craft').map(([id]) => id)).toEqual(['b1', 'b0']);
});
