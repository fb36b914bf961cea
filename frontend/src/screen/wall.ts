import type { CardView } from '@shared/protocol';
import { byKey } from '@shared/order';

/** Units of a 16:9 picture that the wall may fill: its width times its height. */
const AREA = 180 * 80;
const SIZES = [3.8, 5.2, 6.8, 8.6];
const SMALLEST = 2.8;
const MOST = 120;

export interface Wall {
  cards: [string, CardView][];
  /** How many aren't shown. */
  more: number;
  /** Scale of the slips, from 1 down to where their letters would get too small. */
  fit: number;
}

/** Square units a slip takes at this scale, its gaps included; letters are about half as wide as high. */
function area(card: CardView, fit: number): number {
  const size = Math.max(SMALLEST, (SIZES[Math.min(4, card.count) - 1] ?? SMALLEST) * fit);
  const width = Math.min(card.label.length * size * 0.5, 60) + 6 * fit;
  const lines = Math.ceil((card.label.length * size * 0.5) / 60);
  return (width + 1.4 * fit) * (lines * size * 1.2 + (card.count > 1 ? 2.8 : 0) + 4 * fit);
}

/** What of the wall fits, largest first, and at which scale; nothing ever scrolls. `share`: the part of the picture it has. */
export function wall(cards: Record<string, CardView>, share = 1): Wall {
  // The order says nothing of when or by whom: ids are salted hashes.
  const all = byKey(cards);
  const room = AREA * share * 0.82;
  for (const fit of [1, 0.9, 0.8, 0.7, 0.6]) {
    if (all.reduce((sum, [, card]) => sum + area(card, fit), 0) <= room) return { cards: all, more: 0, fit };
  }
  const byCount = [...all].sort(([, a], [, b]) => b.count - a.count).slice(0, MOST);
  let used = 0;
  const kept = new Set(byCount.filter(([, card]) => (used += area(card, 0.6)) <= room).map(([id]) => id));
  return { cards: all.filter(([id]) => kept.has(id)), more: all.length - kept.size, fit: 0.6 };
}
