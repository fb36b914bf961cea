import { expect, test } from 'vitest';
import type { PublicCommand } from '@shared/commands';
import type { SharedView } from '@shared/protocol';
import { draw } from '@shared/net/optimistic';
import { Place, type Room, type Wish } from '@shared/room.svelte';
import { Board, LOOSE, type Item } from './board.svelte';
import { SOURCES, TRIGGERS, type DndEventInfo } from './dnd';

type Cards = NonNullable<SharedView['cards']>;
const CLUSTERS = { craft: { name: 'Craft', mark: 1 }, care: { name: 'Care', mark: 2 } };
const card = (label: string, cluster?: string) => ({ label, count: 1, ...(cluster ? { cluster } : {}) });

/** A room whose server answers when the test says so; pending commands are drawn as in the real one. */
class SlowRoom {
  base = $state.raw({ cards: { a: card('Honesty', 'craft'), b: card('Kindness', 'care'), c: card('Fun') }, clusters: CLUSTERS } as unknown as SharedView);
  sent: Wish[] = [];
  /** What was taken in hand, let go and moved, in turn. */
  hands: (string | undefined)[] = [];
  holder?: string;
  private pending = $state.raw<PublicCommand[]>([]);
  private answer: (refusal?: string) => void = () => undefined;

  get shared(): SharedView {
    return draw({ shared: this.base, mine: {} as never }, this.pending).shared;
  }
  send(wish: Wish): Promise<string | undefined> {
    this.sent.push(wish);
    this.hands.push(wish.type);
    this.pending = [...this.pending, { ...wish, id: String(this.sent.length) } as PublicCommand];
    return new Promise((resolve) => (this.answer = resolve));
  }
  hold(card?: string): Promise<string | undefined> {
    this.hands.push(card);
    return Promise.resolve(card && this.holder);
  }
  others(change: (cards: Cards) => Cards): void {
    this.base = { ...this.base, cards: change(this.base.cards ?? {}) };
  }
  async refuse(sentence: string): Promise<void> {
    this.pending = [];
    this.answer(sentence);
    await Promise.resolve();
    await Promise.resolve();
  }
}

function table() {
  const room = new SlowRoom();
  const place = new Place(room as unknown as Room);
  return { room, place, board: new Board(room as unknown as Room, place) };
}
const ids = (items: Item[]) => items.map((item) => item.id);
const everywhere = (board: Board) => [LOOSE, ...board.trays.map(([id]) => id)].flatMap((id) => ids(board.lane(id))).sort();
const info = (trigger: TRIGGERS, source: SOURCES, id = 'a'): DndEventInfo => ({ trigger, source, id });
const { KEYBOARD, POINTER } = SOURCES;

/** As the library does: the card leaves its tray's list, and comes into the other's. */
function carry(board: Board, id: string, from: string, to: string): void {
  const item = board.lane(from).find((one) => one.id === id)!;
  board.consider(from, board.lane(from).filter((one) => one.id !== id), info(TRIGGERS.DRAGGED_LEFT, POINTER, id));
  board.consider(to, [...board.lane(to), item], info(TRIGGERS.DRAGGED_ENTERED, POINTER, id));
}

test('BOARD-1 a card dropped into a tray lies there at once, and is moved once', () => {
  const { room, board } = table();
  carry(board, 'a', 'craft', 'care');
  board.finalize('care', board.lane('care'), info(TRIGGERS.DROPPED_INTO_ZONE, POINTER));
  board.finalize('craft', board.lane('craft'), info(TRIGGERS.DROPPED_INTO_ANOTHER, POINTER));
  expect(room.sent).toEqual([{ type: 'move_card', card: 'a', cluster: 'care' }]);
  expect(ids(board.lane('care'))).toEqual(['a', 'b']);
  expect(everywhere(board)).toEqual(['a', 'b', 'c']);
});

test('BOARD-2 after a refused move the card lies where it lay, and the sentence is there', async () => {
  const { room, place, board } = table();
  carry(board, 'a', 'craft', 'care');
  board.finalize('care', board.lane('care'), info(TRIGGERS.DROPPED_INTO_ZONE, POINTER));
  await room.refuse('The clusters are frozen.');
  expect(ids(board.lane('craft'))).toEqual(['a']);
  expect(everywhere(board)).toEqual(['a', 'b', 'c']);
  expect(place.said).toBe('The clusters are frozen.');
});

test('BOARD-3 what others move while a card is in my hand waits, and is neither lost nor doubled', () => {
  const { room, board } = table();
  carry(board, 'a', 'craft', 'care');
  room.others((cards) => ({ ...cards, a: card('Honesty'), b: card('Kindness', 'craft'), d: card('Late', 'craft') }));
  expect(everywhere(board)).toEqual(['a', 'b', 'c']);
  expect(ids(board.lane('care'))).toEqual(['b', 'a']);
  board.finalize('care', board.lane('care'), info(TRIGGERS.DROPPED_INTO_ZONE, POINTER));
  expect(everywhere(board)).toEqual(['a', 'b', 'c', 'd']);
  expect(ids(board.lane('craft'))).toEqual(['b', 'd']);
});

test('BOARD-4 a tray that someone dissolves stays until my hand is empty', () => {
  const { room, board } = table();
  carry(board, 'a', 'craft', LOOSE);
  room.base = { ...room.base, clusters: { care: CLUSTERS.care }, cards: { a: card('Honesty'), b: card('Kindness', 'care'), c: card('Fun') } };
  expect(board.trays.map(([id]) => id)).toEqual(['craft', 'care']);
  board.finalize('craft', [], info(TRIGGERS.DROPPED_OUTSIDE_OF_ANY, POINTER));
  expect(board.trays.map(([id]) => id)).toEqual(['care']);
  expect(everywhere(board)).toEqual(['a', 'b', 'c']);
  expect(room.sent).toEqual([]);
});

test('BOARD-5 with the keyboard a card passes through trays, and is moved only where it is put down', () => {
  const { room, board } = table();
  board.consider('craft', board.lane('craft'), info(TRIGGERS.DRAG_STARTED, KEYBOARD));
  const [from, to] = [board.lane('craft'), board.lane('care')];
  to.unshift(from.splice(0, 1)[0]!);
  board.finalize('craft', from, info(TRIGGERS.DROPPED_INTO_ANOTHER, KEYBOARD));
  board.finalize('care', to, info(TRIGGERS.DROPPED_INTO_ZONE, KEYBOARD));
  expect(room.sent).toEqual([]);
  board.consider('care', board.lane('care'), info(TRIGGERS.DRAG_STOPPED, KEYBOARD));
  expect(room.sent).toEqual([{ type: 'move_card', card: 'a', cluster: 'care' }]);
});

test('BOARD-6 a card carried round and put down where it came from moves nothing', () => {
  const { room, board } = table();
  board.consider('craft', board.lane('craft'), info(TRIGGERS.DRAG_STARTED, KEYBOARD));
  board.lane('care').unshift(board.lane('craft').splice(0, 1)[0]!);
  board.lane('craft').push(board.lane('care').splice(0, 1)[0]!);
  board.consider('craft', board.lane('craft'), info(TRIGGERS.DRAG_STOPPED, KEYBOARD));
  expect(room.sent).toEqual([]);
  expect(everywhere(board)).toEqual(['a', 'b', 'c']);
});

test('BOARD-7 Escape brings a carried card back, and the next one can be put down again', () => {
  const { room, board } = table();
  board.giveUp();
  board.consider('craft', board.lane('craft'), info(TRIGGERS.DRAG_STARTED, KEYBOARD));
  board.lane('care').unshift(board.lane('craft').splice(0, 1)[0]!);
  board.giveUp();
  board.consider('care', board.lane('care'), info(TRIGGERS.DRAG_STOPPED, KEYBOARD));
  expect(room.sent).toEqual([]);
  expect(ids(board.lane('craft'))).toEqual(['a']);
  board.consider('care', [...board.lane('care'), ...board.lane('craft')], info(TRIGGERS.DRAG_STOPPED, KEYBOARD));
  expect(room.sent).toHaveLength(1);
});

test('BOARD-8 a card is held for others from its lifting until it was put down and moved', () => {
  const { room, board } = table();
  carry(board, 'a', 'craft', 'care');
  expect(room.hands).toEqual(['a']);
  board.finalize('care', board.lane('care'), info(TRIGGERS.DROPPED_INTO_ZONE, POINTER));
  expect(room.hands).toEqual(['a', 'move_card', undefined]);
  carry(board, 'b', 'care', 'craft');
  board.finalize('craft', board.lane('craft'), info(TRIGGERS.DROPPED_OUTSIDE_OF_ANY, POINTER));
  expect(room.hands.slice(3)).toEqual(['b', undefined]);
});

test('BOARD-8 whoever lifts a card that someone else has in hand reads so at once', async () => {
  const { room, place, board } = table();
  room.holder = 'Someone is holding that card.';
  carry(board, 'a', 'craft', 'care');
  await Promise.resolve();
  await Promise.resolve();
  expect(place.said).toBe('Someone is holding that card.');
});
