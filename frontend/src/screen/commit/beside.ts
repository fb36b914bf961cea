import { flowWithMore, set, type Shape, type Size } from '../flow';

export interface Note {
  text: string;
  /** The line below it. */
  foot: string;
}

/** A column beside the charter; on an upright screen one of the two below it. */
const COLUMN: Record<Shape, Size> = { wide: { w: 46, h: 77 }, old: { w: 42, h: 77 }, tall: { w: 46, h: 46 } };
const FONT = 2.8;
const MORE = 3.6;
/** So many lines of a text are shown; the phones have all of it. */
export const LINES = 3;
const GAP = 1;
const PAD = 1.8;
/** A heading, or the line about the follow-up, with the space before it. */
const HEAD = 7;

const height = (note: Note, width: number, pad: number): number =>
  Math.min(set(note.text, FONT, width - 2 * pad, 1.2).h, LINES * 1.2 * FONT) + 0.4 + (note.foot ? set(note.foot, FONT, width - 2 * pad, 1.2).h : 0) + pad;

/** How many commitments and parked thoughts stand beside the charter. What is parked is talked about now: it goes first, but for one commitment. */
export function beside(taken: readonly Note[], parked: readonly Note[], later: boolean, shape: Shape): { taken: number; parked: number } {
  const { w, h } = COLUMN[shape];
  const fit = (notes: readonly Note[], pad: number, box: number) =>
    flowWithMore(notes.map((note) => ({ w, h: height(note, w, pad) })), { w, h: box }, GAP, { w, h: MORE });
  const one = taken[0];
  const place = h - (later ? HEAD : 0) - HEAD;
  if (shape === 'tall' || !one || !parked.length) return { taken: fit(taken, 0, place), parked: fit(parked, PAD, place) };
  const both = place - HEAD;
  const first = height(one, w, 0) + GAP + (taken.length > 1 ? MORE + GAP : 0);
  const shown = fit(parked, PAD, both - first);
  const used = parked.slice(0, shown).reduce((sum, note) => sum + height(note, w, PAD) + GAP, shown < parked.length ? MORE : 0);
  return { taken: fit(taken, 0, both - used), parked: shown };
}
