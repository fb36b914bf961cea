import { expect, test } from 'vitest';
import type { LeadView, SharedView, WhyView } from '@shared/protocol';
import { suggestions } from './suggested';

const close = (text: string): WhyView => ({ kind: 'close', text });
const shared = {
  cards: {
    a: { label: 'Honesty', count: 1 },
    b: { label: 'honst', count: 1 },
    c: { label: 'Fun', count: 4 },
    d: { label: 'joy', count: 1 },
    e: { label: 'laughter', count: 1, cluster: 'tray' },
  },
} as unknown as SharedView;
const lead = (suggested: LeadView['suggestions']): LeadView => ({ counts: { begun: 0, done: 0, ready: 0, values: 0 }, hidden: {}, behind: {}, voices: {}, parked: {}, suggestions: suggested });

test('SUGGEST-11 the suggestion with most values comes first', () => {
  const view = lead({ x: { name: 'Honesty', cards: { a: close('honest'), b: close('honest') } }, y: { name: 'Fun', cards: { d: close('joyful'), c: close('funny') } } });
  expect(suggestions(view, shared)?.map((one) => [one.name, one.cards.map((card) => card.label)])).toEqual([
    ['Fun', ['Fun', 'joy']],
    ['Honesty', ['Honesty', 'honst']],
  ]);
});

test('SUGGEST-11 a wording that is the reason needs no other', () => {
  const view = lead({ x: { name: 'Honesty', cards: { a: { kind: 'named', text: 'Honesty' }, b: close('honest') } } });
  expect(suggestions(view, shared)?.[0]?.cards.map((card) => card.why)).toEqual([undefined, close('honest')]);
});

test('SUGGEST-11 cards that were moved here a moment ago are out of it', () => {
  const view = lead({ x: { name: 'Fun', cards: { d: close('joyful'), e: close('laugh') } } });
  expect(suggestions(view, shared)).toEqual([]);
});

test('SUGGEST-11 nothing is there before the lead asked', () => {
  expect(suggestions(lead(undefined), shared)).toBeUndefined();
  expect(suggestions(undefined, shared)).toBeUndefined();
});
