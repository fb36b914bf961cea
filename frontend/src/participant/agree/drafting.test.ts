import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { device } from '@shared/net/fakes';
import type { MyDraftView } from '@shared/protocol';
import type { Place, Room, Wish } from '@shared/room.svelte';
import { Typing } from './drafting.svelte';

const CRAFT: MyDraftView = { draft: 'draft-01', cluster: 'craft-01', others: ['ben'], statement: '', behaviour: '' };

function seat(draft: MyDraftView | undefined = CRAFT) {
  const room = { code: 'KT7M4R', mine: { member: 'ana', draft } } as unknown as Room & { mine: { draft?: MyDraftView } };
  const said: Wish[] = [];
  let goes = true;
  const place = { ask: async (wish: Wish) => (said.push(wish), goes) } as unknown as Place;
  return { room, said, place, typing: new Typing(room, 'craft-01'), refuses: () => (goes = false), holds: (next?: MyDraftView) => (room.mine.draft = next as MyDraftView) };
}

beforeEach(device);
afterEach(() => vi.unstubAllGlobals());

test('DRAFT-2 what is typed is there after a reload, until it is saved', async () => {
  const { typing, room, place, said } = seat();
  typing.type({ statement: 'We finish' });
  const again = new Typing(room, 'craft-01');
  expect(again.text.statement).toBe('We finish');
  await again.save(place);
  expect(said).toEqual([{ type: 'save_draft', draft: 'draft-01', statement: 'We finish', behaviour: '' }]);
  expect(new Typing(room, 'craft-01').text.statement).toBe('');
});

test('DRAFT-2 what others save is shown at once, or beside what one is typing', () => {
  const { typing, holds } = seat();
  holds({ ...CRAFT, statement: "Ben's", base: 'save-0001' });
  expect(typing.text.statement).toBe("Ben's");
  expect(typing.theirs).toBeUndefined();
  typing.type({ statement: "Ben's and mine" });
  expect(typing.theirs).toBeUndefined();
  holds({ ...CRAFT, statement: "Ben's again", base: 'save-0002' });
  expect(typing.text.statement).toBe("Ben's and mine");
  expect(typing.theirs?.statement).toBe("Ben's again");
});

test('DRAFT-2 one takes theirs, or puts mine in its place', async () => {
  const { typing, holds, place, said } = seat();
  typing.type({ statement: 'Mine' });
  holds({ ...CRAFT, statement: "Ben's", base: 'save-0001' });
  await typing.keepMine(place);
  expect(said).toEqual([{ type: 'save_draft', draft: 'draft-01', base: 'save-0001', statement: 'Mine', behaviour: '' }]);
  typing.type({ statement: 'Mine once more' });
  typing.takeTheirs();
  expect(typing.text.statement).toBe("Ben's");
});

test('DRAFT-2 a refused text is back in its field, with theirs beside it', async () => {
  const { typing, holds, place, refuses } = seat();
  refuses();
  typing.type({ statement: 'Mine' });
  await typing.save(place);
  holds({ ...CRAFT, statement: "Ben's", base: 'save-0001' });
  expect(typing.text.statement).toBe('Mine');
  expect(typing.theirs?.statement).toBe("Ben's");
});

test('DRAFT-2 what both wrote alike is no conflict', () => {
  const { typing, holds } = seat();
  typing.type({ statement: 'The same' });
  holds({ ...CRAFT, statement: 'The same ', base: 'save-0001' });
  expect(typing.theirs).toBeUndefined();
  expect(typing.unsaved).toBe(false);
});

test('DRAFT-4 what was not saved in time can be put in another way', () => {
  const { typing, holds } = seat();
  typing.type({ statement: 'Late', behaviour: 'When late, we will say so.' });
  expect(typing.handOver('statement')).toBe('');
  holds(undefined);
  expect(typing.handOver('statement')).toBe('Late');
  expect(typing.text).toEqual({ statement: '', behaviour: 'When late, we will say so.' });
  expect(typing.handOver('behaviour')).toBe('When late, we will say so.');
});

test('DRAFT-4 it stands in the fields when groups draft anew, over nothing that was saved then', async () => {
  const { typing, holds, place, said } = seat();
  holds({ ...CRAFT, statement: "Ben's", base: 'save-0001' });
  typing.type({ statement: "Ben's and mine" });
  holds({ ...CRAFT, draft: 'draft-02' });
  expect(typing.text.statement).toBe("Ben's and mine");
  expect(typing.theirs).toBeUndefined();
  await typing.save(place);
  expect(said).toEqual([{ type: 'save_draft', draft: 'draft-02', statement: "Ben's and mine", behaviour: '' }]);
});
