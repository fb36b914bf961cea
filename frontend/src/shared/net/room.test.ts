import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calls, device, happens, line, openPage, sent } from './fakes';
import { Draft } from './drafts.svelte';
import { LEAD, MINE, SHARED, comeBack, dots, enter, last, patch, place, snapshot } from './meispage';
import { LiveRoom } from './room.svelte';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The line ended, and comes back as somebody else's. */
function comeBackAs(member: string) {
  line().says({ type: 'bye', reason: 'joined' });
  line().ends(1012);
  comeBack(snapshot(42, { shared: SHARED, mine: { ...MINE, member } }));
}

test('CLIENT-14 a snapshot replaces the parts that are there and keeps the others', () => {
  const room = enter();
  line().says(snapshot(42, { shared: SHARED, mine: MINE, lead: LEAD }));
  line().says(snapshot(43, { mine: { ...MINE, name: 'Mei' } }));
  expect(room.shared).toEqual(SHARED);
  expect(room.mine).toEqual({ ...MINE, name: 'Mei' });
  expect(room.lead).toEqual(LEAD);
});

test('CLIENT-14 whoever hands the lead on holds nothing of it any more', () => {
  const room = enter();
  line().says(snapshot(42, { lead: LEAD }), patch(43, { lead: null }));
  expect(room.lead).toBeUndefined();
  line().says(patch(44, { lead: LEAD }));
  expect(room.lead).toEqual(LEAD);
  line().says(snapshot(45, { lead: null }));
  expect(room.lead).toBeUndefined();
});

test('CLIENT-14 patches are merged into their parts', () => {
  const room = enter();
  line().says(patch(42, { shared: { clusters: { care: { name: 'Care', mark: 2 } } }, mine: { name: 'Mei' }, guest: { g: { member: 'g' } } }));
  expect(Object.keys(room.shared.clusters ?? {})).toEqual(['craft', 'care']);
  expect(room.mine.name).toBe('Mei');
  expect(room.guests).toEqual({ g: { member: 'g' } });
  line().says(patch(43, { guest: { g: null } }));
  expect(room.guests).toEqual({});
});

test('CLIENT-14 presence is told, and who is there to those who may know', () => {
  const room = enter();
  line().says({ type: 'presence', present: 3, members: ['mei', 'jonas'] });
  expect([room.present, room.here]).toEqual([3, ['mei', 'jonas']]);
  line().says({ type: 'presence', present: 2 });
  expect([room.present, room.here]).toEqual([2, []]);
});

test('CLIENT-14 the time of the room is the time of the server', () => {
  const room = enter();
  line().says(snapshot(42, { now: '2026-03-02T09:07:30.250Z' }));
  vi.advanceTimersByTime(1_000);
  expect(new Date(room.now()).toISOString()).toBe('2026-03-02T09:07:31.250Z');
});

test('CLIENT-14 a page comes back with the seq of its last frame', () => {
  enter();
  line().says(patch(44));
  line().ends();
  vi.advanceTimersByTime(300);
  expect(line().url).toContain('since=44');
});

test('CLIENT-20 when the room is over, so is everything that runs for it', () => {
  const room = enter();
  void place(room);
  line().says({ type: 'bye', reason: 'removed' });
  line().ends(1008);
  expect([room.line, room.reason]).toEqual(['gone', 'removed']);
  expect(vi.getTimerCount()).toBe(0);
  expect(Object.keys(localStorage)).toEqual([]);
  happens('pagehide');
  happens('online');
  expect(calls()).toBe(1);
});

test('CLIENT-20 a tab whose place was taken leaves what waits to the others', () => {
  const room = enter();
  void place(room);
  const { id } = last();
  line().says({ type: 'bye', reason: 'replaced' });
  line().ends(1008);
  openPage();
  enter();
  expect(sent().map((command) => command.id)).toEqual([id]);
});

test('SELF-14 a page whose entry was joined with the other one goes on as that one, with what waits and what is half-typed', () => {
  const reload = vi.fn();
  vi.stubGlobal('location', { protocol: 'http:', host: 'room.test', reload });
  const room = enter();
  void place(room);
  const { id } = last();
  new Draft('KT7M4R', 'mei', 'need', '').value = 'More time';
  new Draft('KT7M4R', 'mei', 'word', '').value = 'old';
  new Draft('KT7M4R', 'mei-2', 'word', '').value = 'newer';
  comeBackAs('mei-2');
  expect([room.line, room.reason, reload.mock.calls.length]).toEqual(['gone', 'joined', 1]);
  expect(sent()).toEqual([]);
  openPage();
  new LiveRoom('KT7M4R', 'mei-2');
  line().says(snapshot(43, { shared: SHARED, mine: { ...MINE, member: 'mei-2' } }));
  expect(sent().map((command) => command.id)).toEqual([id]);
  expect(new Draft('KT7M4R', 'mei-2', 'need', '').value).toBe('More time');
  expect(new Draft('KT7M4R', 'mei-2', 'word', '').value).toBe('newer');
  expect(Object.keys(localStorage).filter((key) => key.includes(':mei:'))).toEqual([]);
});

test('SELF-14 a device that was signed out keeps nothing that waits', () => {
  const room = enter();
  void place(room);
  line().says({ type: 'bye', reason: 'revoked' });
  line().ends(1008);
  expect([room.line, room.reason]).toEqual(['gone', 'revoked']);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('WEB-39 the frame that comes with the page is the first view, and the socket goes on from there', () => {
  const room = new LiveRoom('KT7M4R', 'mei', false, snapshot(41));
  expect(room.ready).toBe(true);
  expect(room.online).toBe(false);
  expect(line().url).toContain('since=41');
  void place(room);
  expect(dots(room)).toEqual(['craft']);
  line().says(patch(42, { shared: { title: 'Later' } }));
  expect(room.shared.title).toBe('Later');
  expect(sent().map((command) => command.type)).toEqual(['place_dot']);
});
