import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { t } from '../words';
import { device, happens, line, openPage, sent } from './fakes';
import { ack, afterReload, comeBack, dots, enter, last, patch, place, refusal, snapshot } from './meispage';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
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
  const again = afterReload(place);
  expect(dots(again)).toEqual(['craft']);
  expect(sent()).toHaveLength(1);
  line().says(patch(43, { mine: { dots: { craft: true } } }), ack(43));
  expect(again.waiting).toBe(0);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('CLIENT-18 a refusal that nobody waits for any more is told with what was typed, until it is read', () => {
  const again = afterReload((room) => room.send({ type: 'add_value', label: 'Curiosity' }));
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
