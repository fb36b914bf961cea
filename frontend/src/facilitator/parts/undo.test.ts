import { expect, test } from 'vitest';
import type { StepView } from '@shared/protocol';
import catalogue from '@locales/en/console.json';
import { deed } from './undo';

/** As app/domain/steps.py tells them. */
const TOLD: Record<StepView['did'], readonly string[]> = {
  card_hidden: ['card'], card_unhidden: ['card'], moved: ['card', 'cluster'], taken_out: ['card'], added: ['cluster'], renamed: ['cluster', 'name'],
  card_settled: ['card'], merged: ['cluster', 'into'], dissolved: ['cluster'], suggestion_accepted: ['suggestion'], suggestions_accepted: [],
  suggestion_rejected: ['suggestion'], tie_broken: [], set_chosen: [], worded: ['value'], split: ['value'], text_hidden: [], adopted: ['value'],
  set_aside: ['value'], brought_back: ['value'], left_open: ['value'], behaviour_accepted: ['behaviour'], behaviour_dropped: ['behaviour'],
  behaviour_hidden: ['behaviour'], commitment_added: ['text'], commitment_dropped: ['text'], parked_hidden: ['parked'], parked_settled: ['parked'],
  parked_back: ['parked'], follow_up_set: ['date'],
};
const CODES = Object.keys(TOLD) as StepView['did'][];
const told = (did: StepView['did'], params: Record<string, string> = {}): string => deed({ step: 's1', did, params });
const filled = (did: StepView['did'], value: string): string => told(did, Object.fromEntries(TOLD[did].map((name) => [name, name === 'date' ? '2026-12-01' : value])));

test('UNDO-12 every step has its words, with all that it names and without a hole', () => {
  expect(new Set(CODES.map((did) => filled(did, 'Honesty'))).size).toBe(CODES.length);
  for (const did of CODES) {
    expect(filled(did, 'Honesty')).toMatch(/^[a-z][^{}]*[^.]$/);
    for (const name of TOLD[did]) expect(catalogue[`console.undo.${did}`]).toContain(`{${name}}`);
  }
});

test('UNDO-12 names and labels are told as they are; a cluster without a name is told as such', () => {
  expect(told('merged', { cluster: 'Honesty', into: 'Integrity' })).toBe('merged Honesty into Integrity');
  expect(told('moved', { card: 'Fun', cluster: '' })).toBe('moved “Fun” to a cluster without a name');
  expect(told('renamed', { cluster: '', name: 'Joy' })).toBe('named a cluster Joy');
  expect(told('follow_up_set', { date: '2026-12-01' })).toBe('set the follow-up to 1 December');
  for (const did of CODES) expect(filled(did, '')).not.toMatch(/ {2}| $/);
});

test('UNDO-12 a long text is cut, and no character in two', () => {
  const words = told('behaviour_accepted', { behaviour: '🌱'.repeat(300) });
  expect([...words].length).toBeLessThan(120);
  expect(words).toContain('🌱…”');
  expect(words).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});
