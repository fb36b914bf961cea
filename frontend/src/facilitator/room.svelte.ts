import { getContext, setContext } from 'svelte';
import type { LeadView, MineView, PublicCommand, SharedView } from '@shared/protocol';

type WithoutId<C> = C extends { id: string } ? Omit<C, 'id'> : never;

/** A command as a component words it: the outbox gives it its id. */
export type Wish = WithoutId<PublicCommand>;

/** What the console needs of the connection to its room. */
export interface Room {
  readonly shared: SharedView;
  readonly mine: MineView;
  /** There for the lead alone. */
  readonly lead: LeadView | undefined;
  /** What each guest sees of themselves; there for the host alone. */
  readonly guests: Record<string, MineView>;
  /** Ids of those who are connected, for host and lead. */
  readonly here: readonly string[];
  readonly online: boolean;
  /** Milliseconds of the server's clock. */
  now(): number;
  /** Gives the refusal's sentence, or nothing when it was done. */
  send(wish: Wish): Promise<string | undefined>;
}

const KEY = Symbol('room');

export const provideRoom = (room: Room): Room => setContext(KEY, room);
export const useRoom = (): Room => getContext<Room>(KEY);

/** One place on the page from which things are asked; it keeps the sentence of the last refusal. */
export class Place {
  said = $state('');

  constructor(private readonly room: Room) {}

  /** Whether it was done. */
  ask = async (wish: Wish): Promise<boolean> => {
    this.said = '';
    this.said = (await this.room.send(wish)) ?? '';
    return this.said === '';
  };

  clear = (): void => {
    this.said = '';
  };
}

export const usePlace = (): Place => new Place(useRoom());
