import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device } from '@shared/net/fakes';
import { among, keep, keptOf, lower, parted, raise, shortlist, tap, toggle, without, type Kept } from './narrow';
import { OnPhone } from './onphone.svelte';

beforeEach(device);
afterEach(() => vi.unstubAllGlobals());

const MOST = 10;
const kept = (...labels: string[]): Kept[] => labels.map((label) => ({ label, story: '', show_story: false }));
const labels = (items: Kept[]) => items.map((item) => item.label);
const shown = (items: Kept[], room: number) => {
  const { going, rest } = parted(items, room);
  return `${labels(going).join(' ')} | ${labels(rest).join(' ')}`.trim();
};

test('DECK-5 DECK-9 so many are picked as the room says; one that is picked is laid back by a second tap', () => {
  let items: Kept[] = [];
  for (let n = 0; n <= MOST; n++) items = toggle(items, `value ${n}`, MOST);
  expect(items).toHaveLength(MOST);
  expect(labels(toggle(items, 'VALUE 3', MOST))).not.toContain('value 3');
});

test('DECK-5 a second tap takes no story that was typed', () => {
  const told = keep([], { label: 'Courage', story: 'That Tuesday.', show_story: true });
  expect(toggle(told, 'Courage', MOST)).toEqual(told);
});

test('DECK-5 the same value is kept once, and the story it had stays with it', () => {
  const told = keep([], { label: 'Courage', story: 'That Tuesday.', show_story: true });
  const again = keep(told, { label: ' courage ', story: '', show_story: false });
  expect(again).toEqual([{ label: 'courage', story: 'That Tuesday.', show_story: true }]);
  expect(keep(again, { label: 'Courage', story: 'Another day.', show_story: false })[0]?.story).toBe('Another day.');
});

test('DECK-5 a picked value that is written about is one of their own', () => {
  expect(keep(toggle([], 'Courage', MOST), { label: 'Courage', story: 'Once.', show_story: false })[0]?.picked).toBeUndefined();
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
  mei.change((items) => toggle(items, 'Courage', MOST));
  expect(labels(new OnPhone('KT7M4R', 'mei').items)).toEqual(['Courage']);
  expect(new OnPhone('KT7M4R', 'jonas').items).toEqual([]);
  mei.change((items) => without(items, 'courage'));
  expect(mei.items).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('DECK-5 two tabs of one person keep what either has kept', () => {
  const [one, other] = [new OnPhone('KT7M4R', 'mei'), new OnPhone('KT7M4R', 'mei')];
  one.change((items) => toggle(items, 'Courage', MOST));
  other.change((items) => toggle(items, 'Rest', MOST));
  expect(labels(other.items)).toEqual(['Courage', 'Rest']);
});

test('DECK-10 a tap keeps one, a second lets it go, and no more are kept than the room says', () => {
  let items = kept('A', 'B', 'C', 'D');
  for (const label of ['B', 'D', 'A']) items = tap(items, label, 2);
  expect(labels(keptOf(items, 2))).toEqual(['B', 'D']);
  items = tap(tap(items, 'b ', 2), 'A', 2);
  expect(labels(keptOf(items, 2))).toEqual(['A', 'D']);
  expect(labels(items)).toEqual(['A', 'B', 'C', 'D']);
});

test('DECK-10 with few there is nothing to keep first: all of them come to the last step', () => {
  expect(labels(shortlist(kept('A', 'B'), 2))).toEqual(['A', 'B']);
  expect(labels(shortlist(kept('A', 'B', 'C'), 2))).toEqual([]);
  expect(labels(shortlist(tap(kept('A', 'B', 'C'), 'C', 2), 2))).toEqual(['C']);
});

test('DECK-10 what is moved among the kept leaves the others as they are', () => {
  let items = kept('A', 'B', 'C', 'D', 'E');
  for (const label of ['B', 'C', 'E']) items = tap(items, label, 3);
  const moved = among(items, shortlist(items, 3), (some) => raise(some, 1, 'E'));
  expect(shown(shortlist(moved, 3), 1)).toBe('E | B C');
  expect(labels(moved).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
});
