import type { SharedView } from '@shared/protocol';
import { expect, test } from 'vitest';
import { title } from './title';

const room = (name: string, ...labels: string[]): Pick<SharedView, 'cards' | 'clusters'> => ({
  clusters: { c: { name, mark: 1 }, d: { name: 'Craft', mark: 2 } },
  cards: Object.fromEntries([
    ...labels.map((label, n) => [`k${n}`, { label, count: 1, cluster: 'c' }]),
    ['other', { label: 'Elsewhere', count: 1, cluster: 'd' }],
    ['single', { label: 'Single', count: 1 }],
  ]),
});

test('PHONE-11 a cluster with a name is called by it', () => {
  expect(title('c', room('Openness', 'Honesty'))).toBe('Openness');
});

test('PHONE-11 a cluster without a name is told by its first cards, and by none of another', () => {
  expect(title('c', room('', 'Honesty', 'Trust'))).toBe('Honesty, Trust');
  expect(title('c', room('', 'A', 'B', 'C', 'D'))).toBe('A, B, C …');
  expect(title('c', room(''))).toBe('');
});
