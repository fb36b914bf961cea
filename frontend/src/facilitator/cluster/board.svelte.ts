import type { CardView, ClusterView } from '@shared/protocol';
import { SOURCES, TRIGGERS, type DndEventInfo } from './dnd';
import { byKey, byMark } from '@shared/order';
import { Hand } from '@shared/hand';
import type { Place, Room } from '@shared/room.svelte';

export interface Item extends CardView {
  id: string;
}
export type Lanes = Record<string, Item[]>;
export type Tray = [string, ClusterView];

/** The lane of cards that no cluster holds. */
export const LOOSE = '';

/** The trays as the view has them; while a card is in this person's hand, as they were when it was lifted, plus the hand.
 *  What is dropped is drawn by the room as any command is: at once, and taken back when refused. */
export class Board {
  private unwanted = false;
  private readonly hand: Hand;
  private held = $state.raw<{ lanes: Lanes; trays: Tray[] } | null>(null);

  private readonly now = $derived.by((): Lanes => {
    const lanes: Lanes = { [LOOSE]: [] };
    for (const cluster of Object.keys(this.room.shared.clusters ?? {})) lanes[cluster] = [];
    for (const [id, card] of byKey(this.room.shared.cards)) {
      const lane = lanes[card.cluster ?? LOOSE] ?? lanes[LOOSE]!;
      lane.push({ ...card, id });
    }
    return lanes;
  });

  constructor(
    private readonly room: Room,
    private readonly place: Place,
  ) {
    this.hand = new Hand(room);
  }

  /** A tray that someone dissolves stays until the hand is empty: with it would go the end of the drag. */
  get trays(): Tray[] {
    return this.held?.trays ?? byMark(this.room.shared.clusters);
  }

  lane(cluster: string): Item[] {
    return (this.held?.lanes ?? this.now)[cluster] ?? [];
  }

  consider(cluster: string, items: Item[], info: DndEventInfo): void {
    if (!this.held) void this.hand.take(info.id).then((refusal) => (this.place.said = refusal ?? this.place.said));
    this.hold(cluster, items);
    if (info.source === SOURCES.KEYBOARD && info.trigger === TRIGGERS.DRAG_STOPPED) this.drop(info.id, cluster);
  }

  /** With the pointer this is the drop; with the keyboard the card is still in hand, one tray further on. */
  finalize(cluster: string, items: Item[], info: DndEventInfo): void {
    if (info.source === SOURCES.KEYBOARD) this.hold(cluster, items);
    else if (info.trigger === TRIGGERS.DROPPED_INTO_ZONE) this.drop(info.id, cluster);
    else this.release();
  }

  /** Escape: what is in hand goes back where it was. The library would put it down where it is. */
  giveUp(): void {
    this.unwanted = this.held !== null;
  }

  async move(card: string, cluster: string): Promise<void> {
    if ((this.room.shared.cards?.[card]?.cluster ?? LOOSE) === cluster) return;
    await this.place.ask({ type: 'move_card', card, ...(cluster === LOOSE ? {} : { cluster }) });
  }

  // Copies: with the keyboard the library takes cards out of the very lists it was given.
  private hold(cluster: string, items: Item[]): void {
    const { lanes, trays } = this.held ?? { lanes: this.now, trays: this.trays };
    const copies = Object.fromEntries(Object.entries(lanes).map(([id, lane]) => [id, [...lane]]));
    this.held = { lanes: { ...copies, [cluster]: [...items] }, trays };
  }

  private drop(card: string, cluster: string): void {
    const wanted = !this.unwanted;
    this.emptied();
    if (wanted) void this.move(card, cluster);
    this.hand.letGo();
  }

  private release(): void {
    this.emptied();
    this.hand.letGo();
  }

  private emptied(): void {
    this.held = null;
    this.unwanted = false;
  }
}
