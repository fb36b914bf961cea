import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device, line, sent } from './fakes';
import { ack, comeBack, dots, enter, last, patch, place, refusal, snapshot } from './meispage';

beforeEach(device);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
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
