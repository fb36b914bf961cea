import { beforeEach, expect, test } from 'vitest';
import { Connection } from './connection';
import { Draft } from './drafts.svelte';
import { calls, device, line } from './fakes';
import { merge } from './merge';
import { Outbox } from './outbox';

beforeEach(device);

/** Mulberry32: the same garbage every time. */
function chance(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const KEYS = ['a', 'b', 'shared', 'type', 'id', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''];
const LEAVES = [null, true, 0, -1, 1e308, '', 'a', '\ud800', '</script>', [], {}];

function anything(random: () => number, deep = 4): unknown {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const kind = random();
  if (deep === 0 || kind < 0.3) return pick(LEAVES);
  const size = Math.floor(random() * 4);
  if (kind < 0.5) return Array.from({ length: size }, () => anything(random, deep - 1));
  // As JSON.parse makes it: `__proto__` is a key of its own there, and no prototype.
  return JSON.parse(`{${Array.from({ length: size }, () => `${JSON.stringify(pick(KEYS))}:${JSON.stringify(anything(random, deep - 1))}`).join(',')}}`);
}

test('CONTENT-9 whatever a patch holds, it reaches no prototype and leaves what was there', () => {
  const random = chance(20261129);
  for (let round = 0; round < 5_000; round++) {
    const before = anything(random);
    const copy = JSON.stringify(before);
    const after = merge(before, anything(random));
    expect(JSON.stringify(before)).toBe(copy);
    if (after !== null && typeof after === 'object') expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(after));
    expect(merge(after, {})).toEqual(after !== null && typeof after === 'object' && !Array.isArray(after) ? after : {});
  }
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('CONTENT-9 a key that every object has is a key like any other', () => {
  const after = merge({}, JSON.parse('{"constructor":{"name":"Rest"},"toString":{"a":1}}')) as Record<string, unknown>;
  expect(Object.keys(after)).toEqual(['constructor', 'toString']);
  expect(after.constructor).toEqual({ name: 'Rest' });
  expect(merge({ a: 1 }, JSON.parse('{"__proto__":{"polluted":1}}'))).toEqual({ a: 1 });
});

test('CONTENT-9 a message that is none of ours ends the line, which is called again', () => {
  for (const garbage of ['', '<html>', '{}', 'null', '5', '[1]', '[null]', '[[]', '["a"]', '[{"type":']) {
    device();
    const connection = new Connection('ws://room.test/ws/KT7M4R?tab=1', { frames: () => expect.unreachable(), line: () => {}, since: () => undefined }, () => 0);
    line().opens();
    line().onmessage?.({ data: garbage });
    const before = calls();
    connection['hurry']();
    expect(calls()).toBe(before + 1);
    connection.close();
  }
});

test('CONTENT-9 whatever lies in the storage, lists and drafts come up', () => {
  const random = chance(7);
  for (let round = 0; round < 2_000; round++) {
    localStorage.setItem('touchstone:outbox:KT7M4R:mei:old', JSON.stringify({ at: 0, commands: anything(random) }));
    localStorage.setItem('touchstone:draft:KT7M4R:mei:text', JSON.stringify(anything(random)));
    localStorage.setItem('touchstone:draft:KT7M4R:mei:map', JSON.stringify(anything(random)));
    const outbox = new Outbox('KT7M4R', 'mei', String(round));
    for (const command of outbox.waiting) expect([typeof command.id, typeof command.type]).toEqual(['string', 'string']);
    outbox.forget();
    expect(typeof new Draft('KT7M4R', 'mei', 'text', '').value).toBe('string');
    const map = new Draft('KT7M4R', 'mei', 'map', { a: '', b: true }).value;
    expect([typeof (map.a ?? ''), typeof (map.b ?? true)]).toEqual(['string', 'boolean']);
  }
});
