import { expect, test } from 'vitest';
import type { SharedView } from './protocol';
import { listed, told } from './telling';

const room = (parts: Partial<SharedView>) =>
  ({ code: 'KT7M4R', title: 'Team', stage: 'lobby', members: {}, counts: { taking_part: 9, begun: 9, done: 3, values: 20, contributors: 9, ready: 0, moved: 0 }, ...parts }) as SharedView;

const vote = { ballot: 'b', state: 'closed' as const, privacy: 'anonymous' as const, dots: 2, k: 1, options: ['a', 'b'], answered: 9, n: 9, results: { a: 6, b: 3 }, proposed: ['a'] };
const clusters = { a: { name: 'Honesty', mark: 1 }, b: { name: 'Craft', mark: 2 } };

test('PHONE-2 a blank screen tells nothing of what is behind it', () => {
  expect(told(room({ stage: 'vote', blank: true, vote, clusters }))).toEqual(['The screen is blank now.']);
});

test('PHONE-2 a question on the screen stands in front of the stage', () => {
  const text = 'What would a newcomer see?';
  expect(told(room({ stage: 'vote', question: text, vote, clusters }))).toEqual([`The question on the screen: ${text}`]);
});

test('PHONE-2 until the curtain is up no card is told', () => {
  const cards = { c: { label: 'Candour', count: 1 } };
  expect(told(room({ stage: 'share', curtain: 'down', cards })).join(' ')).not.toContain('Candour');
  expect(told(room({ stage: 'share', curtain: 'up', cards })).join(' ')).toContain('Candour');
});

test('PHONE-2 a closed vote is told with its dots, the set before the rest', () => {
  const words = told(room({ stage: 'vote', vote, clusters })).join(' ');
  expect(words.indexOf('Honesty (6)')).toBeGreaterThan(-1);
  expect(words.indexOf('Craft (3)')).toBeGreaterThan(words.indexOf('Honesty (6)'));
});

test('PHONE-2 when under a quarter are missing, no figure singles them out', () => {
  const counts = { ...room({}).counts, done: 8 };
  expect(told(room({ stage: 'reflect', counts })).join(' ')).not.toContain('8');
});

test('PHONE-2 a round with too few answers tells no spread', () => {
  const round = { ballot: 'r', number: 1, wording: 'w', name: 'Craft', statement: '', state: 'closed' as const, privacy: 'anonymous' as const, answered: 2, n: 6, too_few: true as const };
  const agree = { focus: 'b', values: { b: { status: 'proposed' as const, wording: 'w', name: 'Craft', statement: '', rounds: [round] } } };
  expect(told(room({ stage: 'agree', agree }))).toEqual(['Craft', 'Too few to show without giving someone away.']);
});

test('PHONE-2 names are listed as one says them', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});
