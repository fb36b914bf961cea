import { expect, test } from 'vitest';
import { Place, type Room } from './room.svelte';

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
