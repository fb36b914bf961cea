import { flowWithMore, letters, PAGE, set, type Shape, type Size } from './flow';

export interface BoardCard {
  label: string;
  count: number;
  two_homes?: true;
}
export interface BoardTray {
  name: string;
  cards: readonly BoardCard[];
}
export interface Board {
  columns: number;
  /** How many trays are shown, how many cards in each, how many loose ones; the rest is said as "and 6 more". */
  trays: number;
  each: number[];
  loose: number;
  /** Scale of letters and gaps. */
  fit: number;
}

const MOST = 12;
const FITS = [1, 0.9, 0.82, 0.7, 0.6];
/** Height of what lies loose, and the width of its heading. */
const LOOSE = 14;
const LOOSE_HEAD = 30;
/** Width of what is said on a card with two homes. */
const TALK = letters("two homes: let's talk") * 2.8 + 1;
/** So many of one card are drawn as stones; more as one stone and the figure. */
export const STONES = 4;

function columnsFor(trays: number, shape: Shape): number {
  if (shape === 'tall') return trays <= 3 ? 1 : 2;
  if (trays <= 2) return Math.max(1, trays);
  if (shape === 'old' && trays <= 4) return 2;
  return trays <= (shape === 'old' ? 9 : 6) ? 3 : 4;
}

function slip(card: BoardCard, fit: number, width: number): Size {
  const pad = 3.2 * fit;
  const stones = card.count > STONES ? 7 : card.count > 1 ? card.count * 2.2 + 1 : 0;
  const beside = stones + (card.two_homes ? TALK : 0);
  const text = set(card.label, Math.max(2.8, 3.4 * fit), width - pad - beside, 1.2);
  return { w: text.w + pad + beside, h: text.h + 2 * fit };
}

const more = (fit: number): Size => ({ w: letters('and 99 more') * 2.8 + 3.2 * fit, h: 3.4 + 2 * fit });

/** What fits on the board: its columns, how many cards a tray shows, and the scale. */
export function board(trays: readonly BoardTray[], loose: readonly BoardCard[], shape: Shape): Board {
  const page = PAGE[shape];
  const shown = trays.slice(0, MOST);
  const columns = columnsFor(shown.length, shape);
  const rows = Math.ceil(shown.length / columns) || 1;
  const height = page.h - (loose.length ? LOOSE + 6 : 0) - (trays.length > MOST ? 6 : 0);

  const at = (fit: number): number[] => {
    const gap = 2.4 * fit;
    const width = (page.w - gap * (columns - 1)) / columns - 4.8 * fit;
    const tray = (height - gap * (rows - 1)) / rows - 1.3 - 4 * fit;
    return shown.map(({ name, cards }) => {
      const font = Math.max(2.8, 4.2 * fit);
      const head = Math.min(set(name, font, width - 6, 1.2).h, 2 * 1.2 * font) + 1.6 * fit;
      return flowWithMore(cards.map((card) => slip(card, fit, width)), { w: width, h: tray - head }, 1.2 * fit, more(fit));
    });
  };

  const whole = FITS.find((fit) => at(fit).every((some, number) => some === shown[number]?.cards.length));
  const fit = whole ?? FITS[FITS.length - 1] ?? 1;
  const box = { w: page.w - LOOSE_HEAD, h: LOOSE };
  const loosely = flowWithMore(loose.map((card) => slip(card, fit, box.w)), box, 1.2 * fit, more(fit));
  return { columns, trays: shown.length, each: at(fit), loose: loosely, fit };
}
