import type { CardView } from '@shared/protocol';
import { SOURCES, TRIGGERS, type DndEventInfo } from './dnd';
import { byKey } from '@shared/order';
import type { Place, Room } from '@shared/room.svelte';

export interface Item extends CardView {
  id: string;
}
export type Lanes = Record<string, Item[]>;

/** The lane of cards that no cluster holds. */
export const LOOSE = '';

/** The trays as the view has them; while a card is in this person's hand, as they were when it was lifted, plus the hand. */
export class Board {
  private held = $state.raw<Lanes | null>(null);
  /** Cards that were dropped here and that the view hasn't moved yet. */
  private going = $state.raw<Record<string, string>>({});
  private done = new Set<string>();

  private readonly stored = $derived.by((): Lanes => {
    const lanes: Lanes = { [LOOSE]: [] };
    for (const cluster of Object.keys(this.room.shared.clusters ?? {})) lanes[cluster] = [];
    for (const [id, card] of byKey(this.room.shared.cards)) {
      const lane = lanes[this.going[id] ?? card.cluster ?? LOOSE] ?? lanes[LOOSE]!;
      lane.push({ ...card, id });
    }
    return lanes;
  });

  constructor(
    private readonly room: Room,
    private readonly place: Place,
  ) {}

  lane(cluster: string): Item[] {
    return this.held?.[cluster] ?? this.stored[cluster] ?? [];
  }

  /** Call when the view's cards changed: what was acknowledged is in them now. */
  settle(): void {
    if (this.done.size === 0) return;
    this.going = Object.fromEntries(Object.entries(this.going).filter(([card]) => !this.done.has(card)));
    this.done.clear();
  }

  consider(cluster: string, items: Item[], info: DndEventInfo): void {
    this.held = { ...(this.held ?? this.stored), [cluster]: items };
    if (info.source === SOURCES.KEYBOARD && info.trigger === TRIGGERS.DRAG_STOPPED) this.drop(info.id, cluster);
  }

  /** With the pointer this is the drop; with the keyboard the card is still in hand, one tray further on. */
  finalize(cluster: string, items: Item[], info: DndEventInfo): void {
    if (info.source === SOURCES.KEYBOARD) this.held = { ...(this.held ?? this.stored), [cluster]: items };
    else if (info.trigger === TRIGGERS.DROPPED_INTO_ZONE) this.drop(info.id, cluster);
    else this.held = null;
  }

  private drop(card: string, cluster: string): void {
    this.held = null;
    void this.move(card, cluster);
  }

  async move(card: string, cluster: string): Promise<void> {
    if ((this.room.shared.cards?.[card]?.cluster ?? LOOSE) === cluster) return;
    this.going = { ...this.going, [card]: cluster };
    const moved = await this.place.ask({ type: 'move_card', card, ...(cluster === LOOSE ? {} : { cluster }) });
    this.done.add(card);
    if (!moved) this.settle();
  }
}
