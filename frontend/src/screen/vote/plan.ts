import { PAGE, type Shape } from '../flow';

export interface Plan {
  /** Height in units of a row in the set, and of one below the line. */
  top: number;
  rest: number;
  /** How many rows below the line fit. */
  shown: number;
  /** Size of a stone in the set and below, in units; nothing where bars take their place. */
  stone?: { top: number; rest: number };
}

/** What stands beside or under the rows. */
const FOOT: Record<Shape, number> = { wide: 0, old: 25, tall: 42 };
/** Room for stones in the set and below the line. */
const WIDTH: Record<Shape, [number, number]> = { wide: [60, 60], old: [68, 68], tall: [86, 40] };
const LINE = 5;
/** Over so many dots in a row all rows are bars. */
const STONES = 24;

/** How the outcome of a vote fits: `most` is the highest number of dots in a row. */
export function plan(set: number, rest: number, most: number, shape: Shape): Plan {
  const height = PAGE[shape].h - FOOT[shape];
  const tops = shape === 'tall' ? [13.5, 12, 10.5] : [11.6, 10, 8.6, 7.4];
  const rests = [5.8, 4.8];
  const fitting = tops.flatMap((top) => rests.map((row) => ({ top, row }))).find(({ top, row }) => set * top + LINE + rest * row <= height);
  const { top, row } = fitting ?? { top: tops[tops.length - 1] ?? 7.4, row: 4.8 };
  const places = Math.max(0, Math.floor((height - set * top - LINE) / row));
  const [above, below] = WIDTH[shape];
  const width = (share: number, room: number) => Math.min(share, room / (1.12 * Math.max(1, most)));
  const figure = { top, rest: row, shown: rest <= places ? rest : Math.max(0, places - 1) };
  return most > STONES ? figure : { ...figure, stone: { top: width((shape === 'tall' ? 0.36 : 0.62) * top, above), rest: width(0.62 * row, below) } };
}

/** The same, while all rows still look alike. */
export function even(plan: Plan, rows: number, shape: Shape): Plan {
  const height = Math.min(plan.top, (PAGE[shape].h - FOOT[shape]) / Math.max(1, rows));
  return { ...plan, top: height, rest: height };
}

/** When what happens in the reveal, in ms from the close: under six seconds in all. */
export interface Reveal {
  /** Between one row's stones and the next. */
  step: number;
  /** Rows part into the set and the rest; the streak is drawn. */
  part: number;
  /** The sentence fades in. */
  say: number;
}

export function reveal(rows: number, calm: boolean): Reveal {
  if (calm) return { step: 0, part: 0, say: 0 };
  const step = Math.min(280, 2600 / Math.max(1, rows));
  const part = Math.round(step * rows + 520);
  return { step, part, say: part + 320 + 900 };
}
