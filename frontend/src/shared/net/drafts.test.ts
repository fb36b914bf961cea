import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Draft } from './drafts.svelte';
import { device, fillStorage, forbidStorage } from './fakes';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const open = (purpose = 'value', member = 'mei') => new Draft('KT7M4R', member, purpose, '');

test('CLIENT-6 what is half-typed is there after a reload', () => {
  open().value = 'Curios';
  expect(open().value).toBe('Curios');
});

test('CLIENT-6 a draft is its own: not that of another field or person', () => {
  open().value = 'Curios';
  expect(open('need').value).toBe('');
  expect(open('value', 'jonas').value).toBe('');
});

test('CLIENT-6 a cleared draft is gone from the page and from the device', () => {
  const draft = open();
  draft.value = 'Curios';
  draft.clear();
  expect(draft.value).toBe('');
  expect(open().value).toBe('');
  expect(Object.keys(localStorage)).toEqual([]);
});

test('CLIENT-23 what is handed in leaves its field at once, and comes back when it is refused', async () => {
  const draft = open();
  draft.value = 'Curiosity';
  let answer = (_done: boolean): void => {};
  const done = draft.handIn(new Promise((tell) => (answer = tell)));
  expect([draft.value, open().value]).toEqual(['', '']);
  answer(false);
  expect(await done).toBe(false);
  expect([draft.value, open().value]).toEqual(['Curiosity', 'Curiosity']);
});

test('CLIENT-23 neither an answer nor a refusal takes what was typed since, here or in the field opened again', async () => {
  for (const answer of [true, false]) {
    const draft = open();
    draft.value = 'Curiosity';
    const done = draft.handIn(Promise.resolve(answer));
    open().value = 'Courage';
    await done;
    expect(open().value).toBe('Courage');
    draft.clear();
  }
});

test('CLIENT-6 with a full storage a field that is opened again has the newest, not what could still be stored', () => {
  open().value = 'Curi';
  fillStorage();
  open().value = 'Curiosity';
  expect(open().value).toBe('Curiosity');
  open().clear();
});

test('CLIENT-6 with a forbidden storage a draft lasts as long as the page', () => {
  forbidStorage();
  open('story').value = 'Jonas told the client';
  expect(open('story').value).toBe('Jonas told the client');
  open('story').clear();
  expect(open('story').value).toBe('');
});
