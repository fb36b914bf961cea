import { expect, test } from 'vitest';
import type { VoteView } from './protocol';
import { asking, byHand, difference, secondsLeft } from './vote';

const vote = (more: Partial<VoteView>): VoteView => ({ ballot: 'b', state: 'closed', privacy: 'anonymous', dots: 3, k: 2, rule: 'turns', options: [], ...more });

test('VOTE-17 only the difference between the rules is told', () => {
  expect(difference(vote({ proposed: ['a', 'b'], otherwise: ['a', 'c'] }))).toEqual({ takes: ['c'], leaves: ['b'] });
  expect(difference(vote({ proposed: ['a', 'b'] }))).toBeUndefined();
});

test('VOTE-11 a set chosen in another order is still the proposed one', () => {
  expect(byHand(vote({ proposed: ['a', 'b'] }), ['b', 'a'])).toBe(false);
  expect(byHand(vote({ proposed: ['a', 'b'] }), ['b', 'c'])).toBe(true);
  expect(byHand(vote({ proposed: ['a'] }), undefined)).toBe(false);
});

test('VOTE-22 a run-off asks for one dot while it is open, and a closed vote asks for none', () => {
  const runoff = { ballot: 'r', state: 'open' as const, privacy: 'anonymous' as const, options: ['b', 'c'], ends: '2026-11-24T10:00:30Z' };
  expect(asking(vote({ state: 'open' }))).toMatchObject({ ballot: 'b', dots: 3 });
  expect(asking(vote({ runoff }))).toMatchObject({ ballot: 'r', dots: 1, options: ['b', 'c'] });
  expect(asking(vote({ runoff: { ...runoff, state: 'closed' } }))).toBeUndefined();
  expect(asking(undefined)).toBeUndefined();
});

test('VOTE-22 its seconds are counted down to nothing and not below', () => {
  const ends = '2026-11-24T10:00:30Z';
  expect(secondsLeft(ends, Date.parse('2026-11-24T10:00:00.400Z'))).toBe(30);
  expect(secondsLeft(ends, Date.parse('2026-11-24T10:01:00Z'))).toBe(0);
});
