import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device } from '@shared/net/fakes';
import { keep, lower, MOST_PICKED, parted, raise, toggle, without, type Kept } from './narrow';
import { OnPhone } from './onphone.svelte';

beforeEach(device);
afterEach(() => vi.unstubAllGlobals());

const kept = (...labels: string[]): Kept[] => labels.map((label) => ({ label, story: '', show_story: false }));
const labels = (items: Kept[]) => items.map((item) => item.label);
const shown = (items: Kept[], room: number) => {
  const { going, rest } = parted(items, room);
  return `${labels(going).join(' ')} | ${labels(rest).join(' ')}`.trim();
};

test('DECK-5 up to ten are picked; one that is picked is laid back by a second tap', () => {
  let items: Kept[] = [];
  for (let n = 0; n <= MOST_PICKED; n++) items = toggle(items, `value ${n}`);
  expect(items).toHaveLength(MOST_PICKED);
  expect(labels(toggle(items, 'VALUE 3'))).not.toContain('value 3');
});

test('DECK-5 a second tap takes no story that was typed', () => {
  const told = keep([], { label: 'Courage', story: 'That Tuesday.', show_story: true });
  expect(toggle(told, 'Courage')).toEqual(told);
});

test('DECK-5 the same value is kept once, and the story it had stays with it', () => {
  const told = keep([], { label: 'Courage', story: 'That Tuesday.', show_story: true });
  const again = keep(told, { label: ' courage ', story: '', show_story: false });
  expect(again).toEqual([{ label: 'courage', story: 'That Tuesday.', show_story: true }]);
  expect(keep(again, { label: 'Courage', story: 'Another day.', show_story: false })[0]?.story).toBe('Another day.');
});

test('DECK-5 a picked value that is written about is one of their own', () => {
  expect(keep(toggle([], 'Courage'), { label: 'Courage', story: 'Once.', show_story: false })[0]?.picked).toBeUndefined();
});

test('DECK-6 the first go in while there is room, and the others stay', () => {
  expect(shown(kept('A', 'B', 'C', 'D', 'E'), 3)).toBe('A B C | D E');
  expect(shown(kept('A', 'B'), 3)).toBe('A B |');
  expect(shown(kept('A'), 0)).toBe('| A');
});

test('DECK-6 one that is raised takes the last place above, and the one that had it goes below', () => {
  expect(shown(raise(kept('A', 'B', 'C', 'D', 'E'), 3, 'E'), 3)).toBe('A B E | C D');
  expect(shown(raise(lower(kept('A', 'B', 'C', 'D'), 3, 'A'), 3, 'D'), 3)).toBe('B C D | A');
});

test('DECK-6 one that is lowered is followed by nobody: fewer go in', () => {
  const items = lower(kept('A', 'B', 'C', 'D'), 3, 'B');
  expect(shown(items, 3)).toBe('A C | B D');
  expect(shown(raise(items, 3, 'B'), 3)).toBe('A C B | D');
});

test('DECK-6 nothing is lost by moving', () => {
  let items = kept('A', 'B', 'C', 'D', 'E');
  for (const step of ['A', 'C', 'E']) items = lower(raise(items, 2, step), 2, step);
  expect(labels(items).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
});

test('DECK-5 what is kept is on this device after a reload, under its owner, and gone when it is taken off', () => {
  const mei = new OnPhone('KT7M4R', 'mei');
  mei.change((items) => toggle(items, 'Courage'));
  expect(labels(new OnPhone('KT7M4R', 'mei').items)).toEqual(['Courage']);
  expect(new OnPhone('KT7M4R', 'jonas').items).toEqual([]);
  mei.change((items) => without(items, 'courage'));
  expect(mei.items).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('DECK-5 two tabs of one person keep what either has kept', () => {
  const [one, other] = [new OnPhone('KT7M4R', 'mei'), new OnPhone('KT7M4R', 'mei')];
  one.change((items) => toggle(items, 'Courage'));
  other.change((items) => toggle(items, 'Rest'));
  expect(labels(other.items)).toEqual(['Courage', 'Rest']);
});
