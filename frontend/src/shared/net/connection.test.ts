import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerFrame } from '../protocol';
import { Connection, socketUrl, type Line } from './connection';
import { calls, device, happens, line, look } from './fakes';

const PRESENT: ServerFrame = { type: 'presence', present: 3 };
let lines: string[];
let frames: ServerFrame[];
let since: number | undefined;

beforeEach(() => {
  device();
  [lines, frames, since] = [[], [], undefined];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const connect = (chance = 1) =>
  new Connection(
    socketUrl('KT7M4R', 'a1'),
    {
      frames: (came) => frames.push(...came),
      line: (now: Line, reason) => lines.push(reason ? `${now}: ${reason}` : now),
      since: () => since,
    },
    () => chance,
  );

/** Milliseconds until the page calls again. */
function pause(): number {
  const before = calls();
  let ms = 0;
  for (; calls() === before && ms < 60_000; ms += 10) vi.advanceTimersByTime(10);
  return ms;
}

test('CLIENT-7 the page calls its own host, and says which page it is and from which view on', () => {
  const connection = connect();
  expect(line().url).toBe('ws://room.test/ws/KT7M4R?tab=a1');
  expect(line().protocol).toBe('touchstone.v1');
  connection.close();
  since = 41;
  connect();
  expect(line().url).toBe('ws://room.test/ws/KT7M4R?tab=a1&since=41');
  expect(socketUrl('KT7M4R', 'a1', true)).toBe('ws://room.test/ws/KT7M4R?tab=a1&as=screen');
  vi.stubGlobal('location', { protocol: 'https:', host: 'room.test' });
  expect(socketUrl('KT7M4R', 'a1')).toBe('wss://room.test/ws/KT7M4R?tab=a1');
});

test('CLIENT-7 whoever hears that the line lives finds the first view there', () => {
  const seen: number[] = [];
  const connection = new Connection('ws://room.test/ws/KT7M4R?tab=a1', {
    frames: (came) => frames.push(...came),
    line: () => seen.push(frames.length),
    since: () => undefined,
  });
  expect(connection.live).toBe(false);
  line().says(PRESENT);
  expect(connection.live).toBe(true);
  expect(seen).toEqual([1]);
});

test('CLIENT-7 nothing is sent before the line lives', () => {
  const connection = connect();
  connection.send([{ type: 'check_in', id: 'a' }]);
  line().says(PRESENT);
  connection.send([{ type: 'check_in', id: 'b' }]);
  expect(line().sent).toEqual([[{ type: 'check_in', id: 'b' }]]);
});

test('CLIENT-8 the pauses between calls grow up to fifteen seconds, and start anew once it worked', () => {
  connect();
  const pauses = Array.from({ length: 8 }, () => (line().ends(), pause()));
  expect(pauses).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 15_000, 15_000]);
  line().says(PRESENT);
  vi.advanceTimersByTime(5_000);
  line().ends();
  expect(pause()).toBe(300);
});

test('CLIENT-8 a server that lets one in and fails at once is called ever more slowly', () => {
  connect();
  const pauses = [PRESENT, PRESENT, { type: 'bye', reason: 'restart' } as const, PRESENT].map((frame) => {
    line().says(frame);
    line().ends(1011);
    return pause();
  });
  expect(pauses).toEqual([300, 600, 1_200, 2_400]);
});

test('CLIENT-8 chance spreads the calls of a room whose server has restarted', () => {
  for (const [chance, ms] of [[0, 90], [0.5, 200], [1, 300]] as const) {
    const connection = connect(chance);
    line().ends();
    expect(pause()).toBe(ms);
    connection.close();
  }
});

test.each([
  ['the network is back', () => happens('online')],
  ['someone looks at the page again', () => look('visible')],
  ['the page comes back from the history', () => happens('pageshow')],
])('CLIENT-8 the page calls at once when %s', (_, event) => {
  connect();
  for (let n = 0; n < 8; n++) {
    line().ends();
    pause();
  }
  line().ends();
  const before = calls();
  event();
  expect(calls()).toBe(before + 1);
  event();
  expect(calls()).toBe(before + 1);
});

test('CLIENT-8 a page that nobody looks at does not hurry', () => {
  connect();
  line().ends();
  const before = calls();
  look('hidden');
  happens('online');
  expect(calls()).toBe(before);
  expect(pause()).toBe(300);
});

test('CLIENT-9 after a silence the page asks, and takes no answer for a cut line', () => {
  connect();
  const first = line();
  first.says(PRESENT);
  vi.advanceTimersByTime(25_000);
  expect(first.sent).toEqual([[]]);
  first.says();
  vi.advanceTimersByTime(25_000);
  expect(first.sent).toEqual([[], []]);
  vi.advanceTimersByTime(8_000);
  expect(lines).toEqual(['live', 'away']);
  expect(first.readyState).toBe(3);
  vi.advanceTimersByTime(300);
  expect(line()).not.toBe(first);
});

test('CLIENT-9 a call that nobody takes is given up', () => {
  connect();
  const first = line();
  vi.advanceTimersByTime(8_300);
  expect(first.readyState).toBe(3);
  expect(calls()).toBe(2);
});

test('CLIENT-9 an empty answer keeps a line, but makes none', () => {
  const connection = connect();
  line().says();
  expect(connection.live).toBe(false);
  line().says(PRESENT);
  expect(connection.live).toBe(true);
});

test('CLIENT-9 a device that says it has no network is away at once', () => {
  connect();
  line().says(PRESENT);
  happens('offline');
  expect(lines).toEqual(['live', 'away']);
});

test('CLIENT-9 what a line that was given up still says is not heard', () => {
  connect();
  const first = line();
  first.says(PRESENT);
  happens('offline');
  frames = [];
  first.says(PRESENT);
  first.ends(4401);
  expect(frames).toEqual([]);
  expect(lines).toEqual(['live', 'away']);
});

test('CLIENT-9 whoever looks at a page again learns within seconds whether its line still lives', () => {
  connect();
  line().says(PRESENT);
  look('visible');
  expect(line().sent).toEqual([[]]);
  vi.advanceTimersByTime(8_000);
  expect(lines).toEqual(['live', 'away']);
});

test('CLIENT-9 what was said is answered within eight seconds, or the line is asked, and given up eight seconds later', () => {
  const connection = connect();
  line().says(PRESENT);
  connection.send([{ type: 'check_in', id: 'a' }]);
  vi.advanceTimersByTime(7_000);
  connection.send([{ type: 'check_in', id: 'b' }]);
  vi.advanceTimersByTime(1_000);
  expect(line().sent[2]).toEqual([]);
  vi.advanceTimersByTime(7_999);
  expect(lines).toEqual(['live']);
  vi.advanceTimersByTime(1);
  expect(lines).toEqual(['live', 'away']);
});

test('CLIENT-9 an answer ends the waiting for one', () => {
  const connection = connect();
  line().says(PRESENT);
  connection.send([{ type: 'check_in', id: 'a' }]);
  line().says({ type: 'ack', id: 'a', seq: 42 });
  vi.advanceTimersByTime(24_999);
  expect(line().sent).toHaveLength(1);
});

test('CLIENT-8 a device that slept calls anew at once, without asking a line that cannot have lived', () => {
  connect();
  line().says(PRESENT);
  const first = line();
  // Timers stood still as long as the device slept.
  vi.setSystemTime(Date.now() + 60_000);
  look('visible');
  expect(first.sent).toEqual([]);
  expect(first.readyState).toBe(3);
  expect(calls()).toBe(2);
  line().says(PRESENT);
  expect(lines).toEqual(['live', 'away', 'live']);
});

/** Milliseconds until the page gives up the call that it makes. */
function given(opens: boolean): number {
  const call = line();
  if (opens) call.opens();
  let ms = 0;
  for (; call.readyState !== 3 && ms < 200_000; ms += 100) vi.advanceTimersByTime(100);
  pause();
  return ms;
}

test('CLIENT-21 a first view that takes its time over a slow line is waited for, longer each time it did not come', () => {
  connect();
  expect([given(true), given(true), given(true), given(true)]).toEqual([30_000, 60_000, 120_000, 120_000]);
});

test('CLIENT-21 a line that worked is not slow: it is given up as soon as before', () => {
  connect();
  expect([given(false), given(false), given(false)]).toEqual([8_000, 16_000, 16_000]);
  line().says(PRESENT);
  vi.advanceTimersByTime(5_000);
  line().says(PRESENT);
  vi.advanceTimersByTime(25_000 + 8_000);
  expect(lines.slice(-2)).toEqual(['live', 'away']);
  pause();
  expect(given(false)).toBe(8_000);
});

test.each([
  [4401, '', 'not_in_room'],
  [4401, 'removed', 'removed'],
  [4401, 'whatever', 'not_in_room'],
  [4404, '', 'no_such_room'],
  [4403, '', 'other_site'],
])('CLIENT-10 after %i %s there is no way back: %s', (code, said, reason) => {
  connect();
  line().ends(code, said);
  expect(lines).toEqual([`gone: ${reason}`]);
  happens('online');
  look('visible');
  expect(calls()).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(['removed', 'room_deleted', 'replaced', 'revoked', 'screen_revoked'] as const)('CLIENT-10 a goodbye for good ends it: %s', (reason) => {
  connect();
  line().says(PRESENT);
  line().says({ type: 'bye', reason });
  line().ends(1008);
  expect(lines).toEqual(['live', `gone: ${reason}`]);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(['restart', 'unread', 'joined'] as const)('CLIENT-10 a goodbye for now (%s) is followed by a call', (reason) => {
  connect();
  line().says(PRESENT);
  line().says({ type: 'bye', reason });
  line().ends(1012);
  expect(lines).toEqual(['live', 'away']);
  expect(pause()).toBe(300);
});

test('CLIENT-10 a page that leaves runs nothing any more', () => {
  const connection = connect();
  line().says(PRESENT);
  connection.close();
  expect(lines).toEqual(['live', 'gone: left']);
  expect(line().readyState).toBe(3);
  expect(vi.getTimerCount()).toBe(0);
});
