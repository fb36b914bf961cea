import { afterEach, expect, test, vi } from 'vitest';
import { deckAddress, fetchDeck, search, shuffled, twelve, type DeckCard } from './deck';

const numbers = Array.from({ length: 104 }, (_, n) => n);
const card = (value: string, meaning: string): DeckCard => ({ value, meaning });

afterEach(() => vi.unstubAllGlobals());

test('DECK-3 the order is the same after a reload, and another one for another person', () => {
  expect(shuffled(numbers, 'mei')).toEqual(shuffled(numbers, 'mei'));
  expect(shuffled(numbers, 'mei')).not.toEqual(shuffled(numbers, 'jonas'));
});

test('DECK-3 every card is in the order once, and each may come first', () => {
  expect(shuffled(numbers, 'mei').sort((a, b) => a - b)).toEqual(numbers);
  const few = numbers.slice(0, 6);
  const first = new Set(Array.from({ length: 300 }, (_, n) => shuffled(few, `person ${n}`)[0]));
  expect(first).toEqual(new Set(few));
});

test('DECK-3 twelve at a time, through the whole deck and round again', () => {
  const seen = Array.from({ length: 9 }, (_, turn) => twelve(numbers, turn)).flat();
  expect(seen).toEqual(numbers);
  expect(twelve(numbers, 8)).toHaveLength(8);
  expect(twelve(numbers, 9)).toEqual(twelve(numbers, 0));
  expect(twelve([], 3)).toEqual([]);
});

test('DECK-4 the search finds values by how they begin, by what is in them, and by their meaning', () => {
  const cards = [card('Duty', 'Doing what is ours.'), card('Fair process', 'Deciding rightly.'), card('Unfairness', 'No.'), card('Justice', 'A fair share.')];
  expect(search(cards, ' FAIR ').map((c) => c.value)).toEqual(['Fair process', 'Unfairness', 'Justice']);
  expect(search(cards, '')).toEqual(cards);
  expect(search(cards, 'zebra')).toEqual([]);
});

test('DECK-4 a deck that did not come through is asked for again, and one that did is not', async () => {
  const cards = [card('Duty', 'Doing what is ours.')];
  const answers = [{ ok: false, status: 503 }, { ok: true, json: () => Promise.resolve(cards) }];
  const asked = vi.fn(() => Promise.resolve(answers.shift()));
  vi.stubGlobal('fetch', asked);
  await expect(fetchDeck('/api/v1/deck')).rejects.toThrow('503');
  expect(await fetchDeck('/api/v1/deck')).toEqual(cards);
  expect(await fetchDeck('/api/v1/deck')).toEqual(cards);
  expect(asked).toHaveBeenCalledTimes(2);
});

test('DECK-11 a room with a deck of its own is asked for that one, anew when its words are others', () => {
  expect(deckAddress('KT7M4R')).toBe('/api/v1/deck');
  expect(deckAddress('KT7M4R', { mark: 'ab12' })).toBe('/api/v1/rooms/KT7M4R/deck?mark=ab12');
});
