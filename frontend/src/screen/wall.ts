import type { CardView } from '@shared/protocol';
import { byKey } from '@shared/order';
import { flow, letters, PAGE, set, type Shape, type Size } from './flow';

const SIZES = [3.8, 5.2, 6.8, 8.6];
const SMALLEST = 2.8;
const MOST = 120;
/** Letters from which a card may break into lines. */
const LONG = 26;
const LONG_WIDTH = 46;
/** At this scale and under, stones lie beside the word, so that rows get low. */
export const DENSE = 0.7;
/** So many of one card are drawn as stones; more as one stone and the figure. */
export const STONES = 6;

export interface Wall {
  cards: [string, CardView][];
  /** How many aren't shown. */
  more: number;
  /** Scale of the slips, from 1 down to where their letters would get too small. */
  fit: number;
}

/** What a card in the light has for its name, in units, and the large letters for it. */
const LIT = { width: 42, font: 8.8, lines: 3 };

/** Whether a name stands there in large letters: its longest word unbroken, and in few lines. */
export function fitsLarge(label: string): boolean {
  const widest = Math.max(...label.split(/[\s-]+/).map(letters));
  return widest * LIT.font <= LIT.width && letters(label) * LIT.font <= LIT.width * LIT.lines * 0.84;
}

/** Where the wall hangs: the page, or what the card in the light leaves of it. */
export function wallBox(shape: Shape, beside: boolean): Size {
  const { w, h } = PAGE[shape];
  if (!beside) return { w, h };
  return shape === 'wide' ? { w: w - 54, h } : { w, h: h - 30 };
}

function slip(card: CardView, fit: number, width: number): Size {
  const font = Math.max(SMALLEST, (SIZES[Math.min(4, card.count) - 1] ?? SMALLEST) * fit);
  const pad = 4.4 * fit;
  const many = card.count > STONES;
  const beside = card.count === 1 || fit > DENSE ? 0 : many ? 7.4 : card.count * 2.56 + 0.6;
  const under = card.count === 1 || fit <= DENSE ? 0 : many ? 3.4 : 2.8;
  const text = set(card.label, font, (card.label.length > LONG ? LONG_WIDTH : width) - pad - beside, 1.2);
  return { w: Math.max(text.w, under ? 14 : 0) + beside + pad, h: text.h + under + 2.6 * fit };
}

/** What of the wall fits, and at which scale; nothing ever scrolls. What many wrote is the last to go. */
export function wall(cards: Record<string, CardView>, box: Size): Wall {
  // The order says nothing of when or by whom: ids are salted hashes.
  const all = byKey(cards);
  const hangs = (some: typeof all, fit: number, more: number) => {
    const sizes = some.map(([, card]) => slip(card, fit, box.w));
    if (more) sizes.push({ w: letters('and 999 more') * SMALLEST, h: 5.2 });
    return flow(sizes, box, 1.4 * fit) === sizes.length;
  };
  if (all.length <= MOST) {
    for (const fit of [1, 0.9, 0.8, 0.7, 0.6]) if (hangs(all, fit, 0)) return { cards: all, more: 0, fit };
  }
  const byCount = [...all].sort(([, a], [, b]) => b.count - a.count).map(([id]) => id);
  const first = (most: number) => {
    const kept = new Set(byCount.slice(0, most));
    return all.filter(([id]) => kept.has(id));
  };
  let low = 0;
  let high = Math.min(all.length, MOST);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (hangs(first(middle), 0.6, 1)) low = middle;
    else high = middle - 1;
  }
  return { cards: first(low), more: all.length - low, fit: 0.6 };
}
