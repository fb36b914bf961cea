import { expect, test } from 'vitest';
import type { VoteView } from './protocol';
import { byHand, difference } from './vote';

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
