import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PublicCommand } from '../commands';
import { MOST_BYTES, Sending } from './sending';

let waiting: PublicCommand[];
let messages: string[][];
let sending: Sending;

beforeEach(() => {
  vi.useFakeTimers();
  [waiting, messages] = [[], []];
  sending = new Sending(() => waiting, (commands) => messages.push(commands.map((command) => command.id)));
});
afterEach(() => vi.useRealTimers());

const add = (...ids: string[]) => {
  for (const id of ids) waiting.push({ type: 'place_dot', id, ballot: 'first', cluster: 'craft' });
  sending.go();
};
const done = (...ids: string[]) => {
  for (const id of ids) {
    waiting = waiting.filter((command) => command.id !== id);
    sending.answered(id);
  }
};

test('CLIENT-11 one message is under way at a time, and the next holds all that came meanwhile', () => {
  sending.start();
  add('a');
  add('b');
  add('c');
  expect(messages).toEqual([['a']]);
  done('a');
  expect(messages).toEqual([['a'], ['b', 'c']]);
});

test('CLIENT-11 a command that is refused for now is overtaken by none', () => {
  sending.start();
  add('a');
  add('b');
  sending.later(500);
  add('c');
  vi.advanceTimersByTime(499);
  expect(messages).toEqual([['a']]);
  vi.advanceTimersByTime(1);
  done('a');
  done('b', 'c');
  expect(messages).toEqual([['a'], ['a'], ['b', 'c']]);
});

test('CLIENT-11 what the room takes more slowly than it comes goes in completely and in order', () => {
  const taken: string[] = [];
  let allowed = 30;
  const all = Array.from({ length: 100 }, (_, n) => `${n}`);
  sending.start();
  add(...all);
  for (let read = 0; read < messages.length; read++) {
    for (const id of messages[read] ?? []) {
      if (allowed-- > 0) {
        taken.push(id);
        done(id);
      } else sending.later(100);
    }
    if (allowed <= 0) {
      allowed = 1;
      vi.advanceTimersByTime(100);
    }
  }
  expect(taken).toEqual(all);
});

test('CLIENT-11 no message is larger than the server takes', () => {
  sending.start();
  const text = 'é'.repeat(3_000);
  waiting = ['a', 'b', 'c'].map((id) => ({ type: 'add_behaviour', id, cluster: 'craft', kind: 'will', text }));
  sending.go();
  expect(messages).toEqual([['a', 'b']]);
  expect(new TextEncoder().encode(JSON.stringify(waiting.slice(0, 2))).length).toBeLessThanOrEqual(MOST_BYTES);
});

test('CLIENT-11 what nobody answers is sent again, with the same ids', () => {
  sending.start();
  add('a');
  vi.advanceTimersByTime(10_000);
  expect(messages).toEqual([['a'], ['a']]);
});

test('CLIENT-11 nothing is sent while the line is cut, and everything unanswered first when it is back', () => {
  sending.start();
  add('a');
  sending.later(500);
  sending.stop();
  add('b');
  vi.advanceTimersByTime(20_000);
  expect(messages).toEqual([['a']]);
  sending.start();
  done('a');
  expect(messages).toEqual([['a'], ['a'], ['b']]);
  done('b');
  expect(vi.getTimerCount()).toBe(0);
});
