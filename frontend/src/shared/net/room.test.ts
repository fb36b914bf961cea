import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LeadView, MineView, ServerFrame, SharedView } from '../protocol';
import { t } from '../words';
import { calls, device, happens, line, openPage, sent } from './fakes';
import { Draft } from './drafts.svelte';
import { LiveRoom } from './room.svelte';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const SHARED = { stage: 'vote', vote: { ballot: 'first', state: 'open' }, clusters: { craft: { name: 'Craft', mark: 1 } } } as unknown as SharedView;
const MINE = { member: 'mei', values: {}, dots: {}, answers: {}, voted: false } as unknown as MineView;
const LEAD = { nudges: {} } as unknown as LeadView;

const snapshot = (seq: number, parts: object = { shared: SHARED, mine: MINE }): ServerFrame =>
  ({ type: 'snapshot', seq, now: new Date().toISOString(), ...parts }) as ServerFrame;
const patch = (seq: number, parts: object = {}): ServerFrame => ({ type: 'patch', seq, ...parts }) as ServerFrame;
const ack = (seq: number, id = last().id): ServerFrame => ({ type: 'ack', id, seq });
const refusal = (message: string, retry_after_ms?: number, id = last().id): ServerFrame =>
  ({ type: 'refused', id, code: 'x', params: {}, message, ...(retry_after_ms ? { retry_after_ms } : {}) });

function last() {
  const commands = sent();
  const command = commands[commands.length - 1];
  if (!command) throw new Error('Nothing was sent.');
  return command;
}

/** Mei's page, with its first view unless `seq` says that none has come. */
function enter(seq: number | undefined = 41): LiveRoom {
  const room = new LiveRoom('KT7M4R', 'mei');
  if (seq !== undefined) line().says(snapshot(seq));
  return room;
}
const dots = (room: LiveRoom) => Object.keys(room.mine.dots);
const place = (room: LiveRoom, cluster = 'craft') => room.send({ type: 'place_dot', ballot: 'first', cluster });
function comeBack(...frames: ServerFrame[]) {
  const before = calls();
  while (calls() === before) vi.advanceTimersByTime(10);
  line().says(...frames);
}

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

test('CLIENT-15 what one does is drawn at once, and until a view that holds it is there', () => {
  const room = enter();
  void place(room);
  expect(dots(room)).toEqual(['craft']);
  line().says(ack(43));
  expect(dots(room)).toEqual(['craft']);
  line().says(patch(42));
  expect(dots(room)).toEqual(['craft']);
  line().says(patch(43, { mine: { dots: { craft: true }, voted: true } }));
  expect(dots(room)).toEqual(['craft']);
  line().says(patch(44, { mine: { dots: { craft: null } } }));
  expect(dots(room)).toEqual([]);
});

test('CLIENT-15 an ack of what the view holds already ends the drawing', () => {
  const room = enter();
  void place(room);
  line().says(patch(43, { mine: { dots: { craft: true } } }), ack(43), patch(44, { mine: { dots: { craft: null } } }));
  expect(dots(room)).toEqual([]);
});

test('CLIENT-15 an acknowledged command does not wait any more', async () => {
  const room = enter();
  const done = place(room);
  expect(room.waiting).toBe(1);
  line().says(ack(43));
  expect(room.waiting).toBe(0);
  expect(await done).toBeUndefined();
});

test('CLIENT-15 a server that went back to an earlier state is believed', () => {
  const room = enter();
  void place(room);
  line().says(ack(43));
  line().ends();
  comeBack(snapshot(7));
  expect(dots(room)).toEqual([]);
  void place(room, 'care');
  expect(dots(room)).toEqual(['care']);
});

test('CLIENT-16 a refusal takes the drawing back and gives its sentence to whoever asked', async () => {
  const room = enter();
  const done = place(room);
  line().says(refusal('The vote is closed.'));
  expect(await done).toBe('The vote is closed.');
  expect(dots(room)).toEqual([]);
  expect(room.late).toBe('');
});

test('CLIENT-16 what was done offline for a ballot that has closed meanwhile is refused to whoever did it', async () => {
  const room = enter();
  line().ends();
  const done = place(room);
  comeBack(patch(50, { shared: { stage: 'agree' } }));
  line().says(refusal('The vote is closed.'));
  expect(await done).toBe('The vote is closed.');
  expect(dots(room)).toEqual([]);
});

test('CLIENT-16 a refusal for now is no answer: the same command goes again when the room says so', async () => {
  const room = enter();
  const done = place(room);
  const id = last().id;
  line().says(refusal('Too fast.', 500));
  expect(dots(room)).toEqual(['craft']);
  vi.advanceTimersByTime(500);
  expect(sent().map((command) => command.id)).toEqual([id, id]);
  line().says(patch(43), ack(43, id));
  expect(await done).toBeUndefined();
});

test('CLIENT-16 a line that is cut during such a pause sends it when it is back', () => {
  const room = enter();
  void place(room);
  const id = last().id;
  line().says(refusal('Not stored.', 5_000));
  line().ends();
  comeBack(patch(41));
  expect(sent().map((command) => command.id)).toEqual([id]);
  vi.advanceTimersByTime(5_000);
  expect(sent().map((command) => command.id)).toEqual([id]);
});

test('CLIENT-17 what is done without a network goes in when it is back, in order and once', () => {
  const room = enter();
  void place(room);
  const first = last().id;
  line().ends();
  void room.send({ type: 'lift_dot', ballot: 'first', cluster: 'craft' });
  void place(room, 'care');
  expect(room.online).toBe(false);
  expect(room.waiting).toBe(3);
  expect(dots(room)).toEqual(['care']);
  comeBack(patch(43, { mine: { dots: { craft: true } } }));
  expect(sent().map((command) => command.type)).toEqual(['place_dot', 'lift_dot', 'place_dot']);
  // The first was acknowledged before the line was cut, and the ack was lost: it has the same id.
  expect(sent()[0]?.id).toBe(first);
  line().says(patch(44), ...sent().map((command) => ack(44, command.id)));
  line().ends();
  comeBack(patch(44));
  expect(sent()).toEqual([]);
});

test('CLIENT-17 what waits is counted as people count: what they did', () => {
  const room = enter();
  line().ends();
  void room.send({ type: 'start_reflecting' });
  void room.send({ type: 'add_value', label: 'Rest' });
  expect(room.waiting).toBe(1);
});

test('CLIENT-17 the first view of a page may come after the first command', () => {
  const room = enter(undefined);
  line().ends();
  comeBack(snapshot(41));
  expect(room.ready).toBe(true);
  void place(room);
  expect(sent()).toHaveLength(1);
});

test('CLIENT-18 after a reload what waited is drawn, and sent with the same ids', () => {
  const room = enter();
  line().ends();
  void place(room);
  happens('pagehide');
  openPage();
  const again = enter();
  expect(dots(again)).toEqual(['craft']);
  expect(sent()).toHaveLength(1);
  line().says(patch(43, { mine: { dots: { craft: true } } }), ack(43));
  expect(again.waiting).toBe(0);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('CLIENT-18 a refusal that nobody waits for any more is told with what was typed, until it is read', () => {
  const room = enter();
  line().ends();
  void room.send({ type: 'add_value', label: 'Curiosity' });
  happens('pagehide');
  openPage();
  const again = enter();
  line().says(refusal('You have put in three.'));
  expect(again.mine.values).toEqual({});
  expect(again.late).toBe(t('outbox.late', { what: 'Curiosity', why: 'You have put in three.' }));
  void place(again);
  openPage();
  const later = enter();
  expect(later.late).toBe(again.late);
  later.late = '';
  openPage();
  expect(enter().late).toBe('');
});

test('CLIENT-18 of several refusals that nobody waits for none is lost, and the same one is told once', () => {
  const room = enter();
  line().ends();
  for (const label of ['Curiosity', 'Rest']) void room.send({ type: 'add_value', label, story: 'As we do.' });
  openPage();
  vi.advanceTimersByTime(25_000);
  const again = enter();
  const [one, two] = sent();
  line().says(refusal('Full.', undefined, one?.id), refusal('Full.', undefined, two?.id));
  expect(again.late.split('\n')).toEqual(['Curiosity · As we do.', 'Rest · As we do.'].map((what) => t('outbox.late', { what, why: 'Full.' })));
});

const PAUSED = { pause: { since: '2026-03-02T09:00:00Z' } };
const paused = (id = last().id): ServerFrame => ({ type: 'refused', id, code: 'paused', params: {}, message: 'A break.' });

test('CLIENT-22 what was done before one knew of a pause waits for its end, drawn, and goes in once', () => {
  const room = enter();
  line().ends();
  void place(room);
  comeBack(snapshot(42, { shared: { ...SHARED, ...PAUSED }, mine: MINE }));
  const { id } = last();
  line().says(paused());
  expect([room.heldBack, room.waiting, dots(room)]).toEqual([1, 1, ['craft']]);
  void room.send({ type: 'park', text: 'Budget' });
  expect(last()).toMatchObject({ type: 'park' });
  line().says(ack(42));
  line().says(patch(43, { shared: { pause: null } }));
  expect(last().id).toBe(id);
  line().says(ack(44));
  expect([room.heldBack, room.waiting]).toEqual([0, 0]);
});

test('CLIENT-22 what waits for the end of a pause outlives a reload in it', () => {
  const room = enter();
  line().ends();
  void place(room);
  happens('pagehide');
  openPage();
  const again = enter();
  line().says(patch(42, { shared: PAUSED }), paused());
  const { id } = last();
  line().says(patch(43, { shared: { pause: null } }));
  expect([again.heldBack, sent().filter((command) => command.id === id).length]).toEqual([0, 2]);
});

test('CLIENT-22 a pause that was over before its refusal came holds nothing back', () => {
  const room = enter();
  void place(room);
  line().says(paused());
  expect(room.heldBack).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(sent().map(({ type }) => type)).toEqual(['place_dot', 'place_dot']);
});

test('CLIENT-22 what is done in a pause that one sees is refused at once', async () => {
  const room = enter();
  line().says(patch(42, { shared: PAUSED }));
  const done = place(room);
  line().says(paused());
  expect(await done).toBe('A break.');
  expect([room.heldBack, room.waiting]).toEqual([0, 0]);
});

test('CLIENT-18 what another tab has left is drawn and sent ahead of what this one does later', () => {
  const dead = enter();
  line().ends();
  void dead.send({ type: 'add_value', label: 'Rest' });
  openPage();
  const heir = enter();
  expect(sent()).toEqual([]);
  vi.advanceTimersByTime(25_000);
  line().says(patch(41));
  void place(heir);
  expect(Object.values(heir.mine.values).map((value) => value.label)).toEqual(['Rest']);
  expect(sent().map((command) => command.type)).toEqual(['add_value']);
  line().says(patch(42), ack(42));
  expect(sent().map((command) => command.type)).toEqual(['add_value', 'place_dot']);
});

test('CLIENT-19 at the bound the sentence says so, and what waits is left as it is', async () => {
  const room = enter();
  line().ends();
  for (let n = 0; n < 100; n++) void place(room, `c${n}`);
  expect(await place(room, 'more')).toBe(t('outbox.full'));
  expect(room.waiting).toBe(100);
  expect(room.mine.dots).not.toHaveProperty('more');
});

test('CLIENT-19 what is too long for any message is not taken in: it would end the line again and again', async () => {
  const room = enter();
  expect(await room.send({ type: 'add_behaviour', cluster: 'craft', kind: 'will', text: 'é'.repeat(8_000) })).toBe(t('outbox.too_long'));
  expect(room.waiting).toBe(0);
  expect(sent()).toEqual([]);
});

test('CLIENT-19 half a letter, as a cut text may end in, is not sent: the server would end the line at it again and again', () => {
  const room = enter();
  void room.send({ type: 'add_value', label: 'Play \u{1f3b2}, \ud83c', story: '\udfb2' });
  expect(sent()).toMatchObject([{ label: 'Play \u{1f3b2}, \ufffd', story: '\ufffd' }]);
  expect(Object.values(room.mine.values)).toMatchObject([{ label: 'Play \u{1f3b2}, \ufffd' }]);
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
