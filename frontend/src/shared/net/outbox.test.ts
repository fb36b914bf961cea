import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PublicCommand } from '../commands';
import { device, fillStorage, forbidStorage } from './fakes';
import { MOST, Outbox } from './outbox';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const dot = (id: string): PublicCommand => ({ type: 'place_dot', id, ballot: 'first', cluster: 'craft' });
const open = (tab: string, member = 'mei') => new Outbox('KT7M4R', member, tab);
const ids = (outbox: Outbox) => outbox.waiting.map((command) => command.id);
const wait = (ms: number) => vi.advanceTimersByTime(ms);
const stored = () => Object.keys(localStorage).filter((key) => key.includes('outbox'));

test('CLIENT-3 commands wait in their order until each is settled', () => {
  const outbox = open('one');
  for (const id of ['a', 'b', 'c']) outbox.add(dot(id));
  expect(outbox.settle('b')).toEqual(dot('b'));
  expect(outbox.settle('b')).toBeUndefined();
  expect(ids(outbox)).toEqual(['a', 'c']);
});

test('CLIENT-3 the hundred-and-first is not taken in, and nothing of the hundred is lost', () => {
  const outbox = open('one');
  for (let n = 0; n < MOST; n++) expect(outbox.add(dot(`${n}`))).toBe(true);
  expect(outbox.add(dot('more'))).toBe(false);
  expect(ids(outbox)).toHaveLength(100);
  outbox.settle('0');
  expect(outbox.add(dot('more'))).toBe(true);
});

test('CLIENT-4 a reload finds everything at once, with the same ids', () => {
  const before = open('one');
  before.add(dot('a'));
  before.add(dot('b'));
  before.release();
  expect(ids(open('two'))).toEqual(['a', 'b']);
  expect(stored()).toHaveLength(1);
});

test('CLIENT-4 a tab that died is taken over once it has been silent for twenty seconds', () => {
  open('dead').add(dot('a'));
  wait(19_000);
  const heir = open('heir');
  heir.add(dot('b'));
  expect(ids(heir)).toEqual(['b']);
  wait(2_000);
  expect(heir.beat()).toEqual([dot('a')]);
  expect(ids(heir)).toEqual(['a', 'b']);
});

test('CLIENT-4 a tab that lives keeps its own, however long it waits', () => {
  const [one, other] = [open('one'), open('other')];
  one.add(dot('a'));
  other.add(dot('b'));
  for (let n = 0; n < 20; n++) {
    wait(5_000);
    expect(one.beat()).toEqual([]);
    expect(other.beat()).toEqual([]);
  }
  expect([ids(one), ids(other)]).toEqual([['a'], ['b']]);
});

test('CLIENT-4 a clock that was put back does not keep a dead list from being taken over', () => {
  open('dead').add(dot('a'));
  vi.setSystemTime(Date.parse('2026-03-01T09:00:00Z'));
  expect(ids(open('heir'))).toEqual(['a']);
});

test('CLIENT-4 the list of another person or of another room is left alone', () => {
  const mine = open('one', 'mei');
  mine.add(dot('a'));
  mine.release();
  expect(ids(open('two', 'jonas'))).toEqual([]);
  expect(ids(new Outbox('OTHER2', 'mei', 'two'))).toEqual([]);
  expect(ids(open('two', 'mei'))).toEqual(['a']);
});

test('CLIENT-4 what has no room in a full outbox stays behind until there is', () => {
  const dead = open('dead');
  for (let n = 0; n < 60; n++) dead.add(dot(`dead-${n}`));
  const heir = open('heir');
  for (let n = 0; n < 60; n++) heir.add(dot(`mine-${n}`));
  dead.release();
  expect(heir.beat()).toHaveLength(40);
  expect(ids(heir).filter((id) => id.startsWith('mine'))).toHaveLength(60);
  for (let n = 0; n < 40; n++) heir.settle(`dead-${n}`);
  expect(heir.beat().map((command) => command.id)).toEqual(Array.from({ length: 20 }, (_, n) => `dead-${n + 40}`));
});

test('CLIENT-4 what was taken over while a page slept is in both lists once, under the same id', () => {
  const sleeper = open('sleeper');
  sleeper.add(dot('a'));
  sleeper.release();
  const heir = open('heir');
  expect(sleeper.beat()).toEqual([]);
  heir.release();
  sleeper.beat();
  expect(ids(sleeper)).toEqual(['a']);
});

test('CLIENT-4 nothing is left in the storage when nothing waits, nor when the room is over', () => {
  const outbox = open('one');
  outbox.add(dot('a'));
  outbox.settle('a');
  expect(stored()).toEqual([]);
  outbox.add(dot('b'));
  outbox.forget();
  expect(stored()).toEqual([]);
});

test('CLIENT-5 a list that cannot be read is passed over', () => {
  localStorage.setItem('touchstone:outbox:KT7M4R:mei:x', '{"at":0');
  localStorage.setItem('touchstone:outbox:KT7M4R:mei:y', '{"at":0}');
  expect(ids(open('one'))).toEqual([]);
});

test.each([
  ['full', fillStorage],
  ['forbidden', forbidStorage],
])('CLIENT-5 with a storage that is %s the page goes on from memory', (_, spoil) => {
  spoil();
  const outbox = open('one');
  expect(outbox.add(dot('a'))).toBe(true);
  outbox.beat();
  expect(ids(outbox)).toEqual(['a']);
  outbox.settle('a');
  expect(ids(outbox)).toEqual([]);
});
