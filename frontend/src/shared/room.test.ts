import { expect, test } from 'vitest';
import { Place, type Room } from './room.svelte';
import { t } from './words';

const refusing = (sentence: string | undefined) => {
  let answer = (_refusal: string | undefined): void => {};
  const room = { late: '', send: () => new Promise((done) => (answer = done)) } as unknown as Room;
  return { room, answers: () => answer(sentence) };
};

test('PHONE-12 a refusal is said in the place it was asked from', async () => {
  const { room, answers } = refusing('The stage is over.');
  const place = new Place(room);
  const done = place.ask({ type: 'check_in' });
  answers();
  expect(await done).toBe(false);
  expect([place.said, room.late]).toEqual(['The stage is over.', '']);
});

test('PHONE-12 a refusal whose place is gone is said to the room instead', async () => {
  const { room, answers } = refusing('The stage is over.');
  const place = new Place(room);
  const done = place.ask({ type: 'check_in' });
  place.leave();
  answers();
  expect(await done).toBe(false);
  expect([place.said, room.late]).toEqual(['', 'The stage is over.']);
});

test('PHONE-12 a refusal whose place is gone says what was typed there, under those that are not read yet', async () => {
  const { room, answers } = refusing('The vote is open.');
  room.late = 'The stage is over.';
  const place = new Place(room);
  const done = place.ask({ type: 'add_value', label: 'Candour' });
  place.leave();
  answers();
  await done;
  expect(room.late).toBe(`The stage is over.\n${t('outbox.late', { what: 'Candour', why: 'The vote is open.' })}`);
});

test('PHONE-12 a refusal for a field that closed at once says what was typed, in its place', async () => {
  const { room, answers } = refusing('This value is gone.');
  const place = new Place(room);
  const done = place.askAndClose({ type: 'edit_value', value: 'a', label: 'Candour', story: 'As Jonas did.' });
  answers();
  await done;
  expect(place.said).toBe(t('outbox.late', { what: 'Candour · As Jonas did.', why: 'This value is gone.' }));
});

test('PHONE-12 what was done after its place went leaves an earlier refusal to be read', async () => {
  const { room, answers } = refusing(undefined);
  room.late = 'The stage is over.';
  const place = new Place(room);
  const done = place.ask({ type: 'check_in' });
  place.leave();
  answers();
  expect(await done).toBe(true);
  expect(room.late).toBe('The stage is over.');
});

test('PHONE-12 several that are asked at once and refused are all said, the same sentence once', async () => {
  const refusals = ['The stage is over.', 'That is too long.', 'The stage is over.'];
  const room = { late: '', send: () => Promise.resolve(refusals.shift()) } as unknown as Room;
  const place = new Place(room);
  await Promise.all([1, 2, 3].map(() => place.ask({ type: 'check_in' })));
  expect(place.said).toBe('The stage is over. That is too long.');
  await place.ask({ type: 'check_in' });
  expect(place.said).toBe('');
});
