/** 16:9, 4:3 or a screen turned upright. */
export type Shape = 'wide' | 'old' | 'tall';
/** Width and height in units. */
export interface Size {
  w: number;
  h: number;
}

/** What a stage has to itself in each shape: the page without its margins, top line and rail. */
export const PAGE: Record<Shape, Size> = { wide: { w: 180, h: 86 }, old: { w: 132, h: 86 }, tall: { w: 96, h: 165 } };

const FULL_WIDTH = 0x2e80;
const LETTER = 0.51;

/** How wide a line of this text is, in em; on the safe side. */
export const letters = (text: string): number =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= FULL_WIDTH ? 1 : LETTER), 0);

/** The size of a text set in lines no longer than `width`; words don't break where one would like. */
export function set(text: string, font: number, width: number, leading = 1.3): Size {
  const long = letters(text) * font;
  const lines = long <= width ? 1 : Math.ceil(long / (width * 0.84));
  return { w: Math.min(long, width), h: lines * font * leading };
}

/** How many of these, in their order and in rows, fit into a box. */
export function flow(sizes: readonly Size[], box: Size, gap: number): number {
  let x = 0;
  let y = 0;
  let row = 0;
  for (const [number, { w, h }] of sizes.entries()) {
    if (x > 0 && x + w > box.w) {
      y += row + gap;
      x = 0;
      row = 0;
    }
    row = Math.max(row, h);
    if (y + row > box.h) return number;
    x += w + gap;
  }
  return sizes.length;
}

/** How many of these fit when the last place may be needed for "and 6 more". */
export function flowWithMore(sizes: readonly Size[], box: Size, gap: number, more: Size): number {
  const all = flow(sizes, box, gap);
  if (all === sizes.length) return all;
  for (let kept = all; kept > 0; kept -= 1) {
    if (flow([...sizes.slice(0, kept), more], box, gap) > kept) return kept;
  }
  return 0;
}
