import { getContext, onDestroy, setContext } from 'svelte';
import type { Wish } from './net/room.svelte';
import type { DoorView, LeadView, MineView, SharedView } from './protocol';
import { line, told } from './refused';

export type { Wish };

/** What a page needs of its room. A guest's is the host's, with the guest's `mine`. */
export interface Room {
  readonly code: string;
  readonly shared: SharedView;
  readonly mine: MineView;
  /** There for the lead alone. */
  readonly lead: LeadView | undefined;
  /** Who waits to be let in; there for host and lead, at the console. */
  readonly door?: DoorView | undefined;
  /** What each guest sees of themselves; there for the host alone. */
  readonly guests: Record<string, MineView>;
  readonly present: number;
  /** Ids of those who are connected, for host and lead. */
  readonly here: readonly string[];
  readonly online: boolean;
  /** How many commands wait on this device. */
  readonly waiting: number;
  /** How many of them wait for a pause to end. */
  readonly heldBack: number;
  /** Refusals that came when the place they were asked from was gone, with what was typed: the page loaded anew, or the stage over. A line each; empty when read. */
  late: string;
  /** Milliseconds of the server's clock. */
  now(): number;
  /** Gives the refusal's sentence, or nothing when it was done. */
  send(wish: Wish): Promise<string | undefined>;
  /** The same, with the id of what it makes. */
  make(wish: Wish): { id: string; done: Promise<string | undefined> };
  /** Has this card in hand, or lets go of it: said now or never. Gives the refusal's sentence. */
  hold(card?: string): Promise<string | undefined>;
}

const KEY = Symbol('room');

export const provideRoom = (room: Room): Room => setContext(KEY, room);
export const useRoom = (): Room => getContext<Room>(KEY);

/** Two sentences, or the one that is there; the same one once. */
const both = (one: string, other: string): string => (one.includes(other) ? one : `${one} ${other}`.trim());

/** One place on the page from which things are asked; it keeps the sentence of the last refusal. */
export class Place {
  said = $state('');
  private left = false;
  private together = false;

  constructor(private readonly room: Room) {}

  /** Whether it was done. */
  ask = (wish: Wish): Promise<boolean> => this.put(wish, (refusal) => refusal);

  /** The same, from a field that is closed at once and may not open again: what was typed stands in the refusal. */
  askAndClose = (wish: Wish): Promise<boolean> => this.put(wish, (refusal) => told(wish, refusal));

  private async put(wish: Wish, say: (refusal: string) => string): Promise<boolean> {
    // What is asked at once is one question, and may be refused for several reasons.
    if (!this.together) this.said = '';
    this.together = true;
    queueMicrotask(() => (this.together = false));
    const refusal = (await this.room.send(wish)) ?? '';
    if (refusal && this.left) this.room.late = line(this.room.late, told(wish, refusal));
    else if (refusal) this.said = both(this.said, say(refusal));
    return refusal === '';
  }

  clear = (): void => {
    this.said = '';
  };

  /** Nobody sees this place any more. */
  leave = (): void => {
    this.left = true;
  };
}

export function usePlace(): Place {
  const place = new Place(useRoom());
  onDestroy(place.leave);
  return place;
}
