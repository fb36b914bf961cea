import { flowWithMore, set, type Shape, type Size } from '../flow';

export interface Note {
  text: string;
  /** The line below it. */
  foot: string;
}

const BOX: Record<Shape, Size> = { wide: { w: 46, h: 77 }, old: { w: 42, h: 77 }, tall: { w: 96, h: 44 } };
const FONT = 2.8;
const LINE = 3.6;
/** So many lines of a text are shown; the phones have all of it. */
export const LINES = 3;
const GAP = 1;
/** A heading, or the line about the follow-up, with the space before it. */
const HEAD = 7;

const height = (note: Note, width: number, pad: number): number =>
  Math.min(set(note.text, FONT, width, 1.2).h, LINES * 1.2 * FONT) + 0.4 + (note.foot ? set(note.foot, FONT, width, 1.2).h : 0) + pad;

/** How many commitments and parked thoughts fit beside the charter. What is parked is talked about now: it goes first. */
export function beside(taken: readonly Note[], parked: readonly Note[], later: boolean, shape: Shape): { taken: number; parked: number } {
  const box = BOX[shape];
  const fit = (notes: readonly Note[], pad: number, h: number) =>
    flowWithMore(notes.map((note) => ({ w: box.w, h: height(note, box.w - 2 * pad, pad) })), { w: box.w, h }, GAP, { w: box.w, h: LINE });
  const room = box.h - (later ? HEAD : 0) - (taken.length ? HEAD : 0) - (parked.length ? HEAD : 0);
  // Commitments keep a quarter of it, and what parked thoughts leave.
  const shown = fit(parked, 1.8, taken.length ? (room * 3) / 4 : room);
  const used = parked.slice(0, shown).reduce((sum, note) => sum + height(note, box.w - 3.6, 1.8) + GAP, shown < parked.length ? LINE : 0);
  return { parked: shown, taken: fit(taken, 0, room - used) };
}
