import { expect, test } from 'vitest';
import type { MineView } from '../protocol';
import { ownWords } from './own';

const MINE = {
  values: { v1: { label: 'Honesty', story: 'a day', show_story: false, card: 'c' }, v2: { label: 'Craft', show_story: false, card: 'd' } },
  proposed: { w1: 'We say what we see.' },
  parked: { p1: 'On-call pay' },
  signed: { named: true, reservation: 'calls too', current: true },
} as unknown as MineView;

test('LIFE-14 all of one’s own words are listed, each with what erases it', () => {
  expect(ownWords(MINE, 'calm').map(({ kind, text, erase }) => [kind, text, erase])).toEqual([
    ['value', 'Honesty', { ids: ['v1'] }],
    ['value', 'Craft', { ids: ['v2'] }],
    ['proposed', 'We say what we see.', { ids: ['w1'] }],
    ['parked', 'On-call pay', { ids: ['p1'] }],
    ['word', 'calm', { parts: ['word'] }],
    ['signature', 'calls too', { parts: ['signature'] }],
  ]);
});

test('LIFE-14 who put in nothing has nothing in the list', () => {
  expect(ownWords({ values: {}, proposed: {}, parked: {} } as unknown as MineView, '')).toEqual([]);
});
