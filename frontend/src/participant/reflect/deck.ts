/** A value that one may pick, and what it means. */
export interface DeckCard {
  value: string;
  meaning: string;
}

export const AT_ONCE = 12;

/** The form in which two labels are the same value: that of the server's cards. */
export const fold = (label: string): string => label.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

/** The cards in an order of this person's own, and the same one after a reload: else a team would all pick from the first twelve. */
export function shuffled<T>(cards: readonly T[], person: string): T[] {
  const next = chance(person);
  const out = [...cards];
  for (let last = out.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [out[last], out[other]] = [out[other]!, out[last]!];
  }
  return out;
}

/** Numbers from 0 to under 1 that are drawn from a text: always the same ones (a xorshift, begun at an FNV-1a hash). */
function chance(text: string): () => number {
  let state = 2166136261;
  for (const sign of text) state = Math.imul(state ^ sign.codePointAt(0)!, 16777619);
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Cards that hold what is searched for: those that begin with it first, then those that hold it, then those whose meaning does. */
export function search(cards: readonly DeckCard[], text: string): DeckCard[] {
  const wanted = fold(text);
  if (!wanted) return [...cards];
  const rank = ({ value, meaning }: DeckCard): number =>
    fold(value).startsWith(wanted) ? 0 : fold(value).includes(wanted) ? 1 : fold(meaning).includes(wanted) ? 2 : 3;
  return [0, 1, 2].flatMap((place) => cards.filter((card) => rank(card) === place));
}

/** The twelve of a turn; after the last ones the first come again. */
export function twelve<T>(cards: readonly T[], turn: number): T[] {
  const turns = Math.max(1, Math.ceil(cards.length / AT_ONCE));
  const from = (turn % turns) * AT_ONCE;
  return cards.slice(from, from + AT_ONCE);
}

const fetched = new Map<string, Promise<DeckCard[]>>();

/** Where a room's deck is: the host's own, or else the one that comes with Touchstone. */
export const deckAddress = (room: string, own?: { mark: string }): string => (own ? `/api/v1/rooms/${room}/deck?mark=${own.mark}` : '/api/v1/deck');

/** A deck of the server, asked for once a page; rejected when it doesn't come through, and then asked for again. */
export function fetchDeck(address: string): Promise<DeckCard[]> {
  const known = fetched.get(address);
  if (known) return known;
  const asked = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json() as Promise<DeckCard[]>;
  });
  fetched.set(address, asked);
  asked.catch(() => fetched.delete(address));
  return asked;
}
