import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device } from '@shared/net/fakes';
import { Place, type Room, type Wish } from '@shared/room.svelte';
import { NOTHING } from './draft';
import { Values } from './values.svelte';

beforeEach(device);
afterEach(() => vi.unstubAllGlobals());

const STORY = 'That Tuesday.';
const written = (label: string, story = '') => ({ label, story, show_story: false });

/** A room that takes three values, and refuses those that are named. */
function reflecting(...refused: string[]) {
  const sent: string[] = [];
  const send = (wish: Wish) => {
    const label = 'label' in wish ? String(wish.label) : '';
    sent.push(label);
    return Promise.resolve(refused.includes(label) ? 'The stage is over.' : undefined);
  };
  const room = { code: 'KT7M4R', late: '', send, mine: { member: 'mei', values: {} }, shared: { settings: { keep_up_to: 5, values_per_person: 3 } } } as unknown as Room;
  const place = new Place(room);
  return { values: new Values(room, place), place, sent };
}

const labels = (values: Values) => values.phone.items.map((item) => item.label);

test('DECK-5 what is kept is sent to nobody, and leaves the phone when it is put in', async () => {
  const { values, sent } = reflecting();
  for (const label of ['Courage', 'Rest', 'Humour']) values.keep(written(label));
  expect(sent).toEqual([]);
  values.putIn(values.phone.items.slice(0, 2));
  expect(labels(values)).toEqual(['Humour']);
  await vi.waitFor(() => expect(sent).toEqual(['Courage', 'Rest']));
});

test('DECK-5 what is refused is on the phone again, with its story, and the sentence is there', async () => {
  const { values, place } = reflecting('Rest');
  values.keep(written('Courage'));
  values.keep(written('Rest', STORY));
  values.putIn(values.phone.items);
  expect(labels(values)).toEqual([]);
  await vi.waitFor(() => expect(labels(values)).toEqual(['Rest']));
  expect(values.phone.items[0]?.story).toBe(STORY);
  expect(place.said).toBe('The stage is over.');
});

test('DECK-5 one that is taken up again to be changed leaves what stood in the field on the phone', () => {
  const { values } = reflecting();
  values.keep(written('Courage', STORY));
  values.field.value = written('Rest', 'Sundays.');
  values.reopen(values.phone.items[0]!);
  expect(values.field.value).toEqual(written('Courage', STORY));
  expect(values.phone.items).toEqual([written('Rest', 'Sundays.')]);
});

test('DECK-5 a story without a value yet goes to the one that is taken up', () => {
  const { values } = reflecting();
  values.keep(written('Courage', STORY));
  values.field.value = { ...NOTHING, story: 'Sundays.' };
  values.reopen(values.phone.items[0]!);
  expect(values.field.value.story).toBe(`${STORY}\nSundays.`);
});

test('DECK-5 what another tab keeps is here as well', () => {
  const one = reflecting().values;
  const other = reflecting().values;
  const heard: (() => void)[] = [];
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => heard.push(listener));
  one.phone.follow();
  other.keep(written('Courage'));
  expect(labels(one)).toEqual([]);
  heard.forEach((listener) => listener());
  expect(labels(one)).toEqual(['Courage']);
});

test('DECK-10 what goes in makes the way there shorter as well', () => {
  const { values } = reflecting();
  for (let n = 0; n < 6; n++) values.keep(written(`value ${n}`));
  expect([values.keeps, values.many, values.short.length]).toEqual([5, true, 0]);
  for (let n = 0; n < 5; n++) values.tap(`value ${n}`);
  expect(values.short.map((item) => item.label)).toEqual(['value 0', 'value 1', 'value 2', 'value 3', 'value 4']);
  values.putIn(values.short.slice(0, 3));
  expect(values.many).toBe(false);
});
