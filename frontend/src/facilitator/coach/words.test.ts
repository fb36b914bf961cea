import { expect, test } from 'vitest';
import type { NudgeView, SharedView } from '@shared/protocol';
import catalogue from '@locales/en/console.json';
import { STAGES } from '../kit';
import { asked, openings, why } from './words';

const shared = {
  clusters: { c1: { name: 'Courage', mark: 1 }, c2: { name: '', mark: 2 } },
  charter: { behaviours: { b1: { text: 'We value quality', kind: 'will', cluster: 'c1', endorsed: 0 } } },
} as unknown as SharedView;
const nudge = (one: Partial<NudgeView>): NudgeView => ({ id: 'n1', trigger: 'split', ...one });
const triggers = Object.keys(catalogue).flatMap((key) => /^console\.coach\.ask\.(\w+)$/.exec(key)?.[1] ?? []) as NudgeView['trigger'][];

test('COACH-1 each stage has three questions of its own, short enough for the screen', () => {
  const all = STAGES.flatMap(openings);
  expect(new Set(all).size).toBe(24);
  for (const question of all) expect(question).toMatch(/^[A-Z].{8,90}\?$/);
});

test('COACH-1 every nudge has its question and its reason, and no hole is left in either', () => {
  expect(triggers).toHaveLength(15);
  for (const trigger of triggers) {
    const one = nudge({ trigger, cluster: 'c1', behaviour: 'b1', count: 3, of: 12 });
    expect(asked(one)).toMatch(/^[A-Z].*\?$/);
    expect(why(one, shared)).toMatch(/^[A-Z“\d][^{}]*\.$/);
  }
});

test('COACH-1 the reason names values by their words and counts in figures, and never who', () => {
  expect(why(nudge({ cluster: 'c1' }), shared)).toBe('Courage: the answers stand on two sides.');
  expect(why(nudge({ cluster: 'c2' }), shared)).toContain(catalogue['console.cluster.nameless']);
  expect(why(nudge({ trigger: 'one_moves', count: 10, of: 12 }), shared)).toBe('One person made ten of the last twelve moves.');
  expect(why(nudge({ trigger: 'reach', count: 1, of: 9 }), shared)).toBe('1 of 9 has a part in the set.');
  expect(why(nudge({ trigger: 'unseen', behaviour: 'b1' }), shared)).toContain('“We value quality”');
});
