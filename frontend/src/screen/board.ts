export interface Board {
  columns: number;
  /** Trays that are shown, and cards in each, and loose ones; the rest is said as "and 6 more". */
  trays: number;
  each: number;
  loose: number;
  /** Scale of letters and gaps. */
  fit: number;
}

/** How many trays and cards fit on the board, for trays with these numbers of cards. */
export function board(trays: readonly number[], loose: number): Board {
  const shown = Math.min(trays.length, 12);
  const columns = shown <= 2 ? Math.max(1, shown) : shown <= 6 ? 3 : 4;
  const rows = Math.ceil(shown / columns) || 1;
  // A tray is as high as its row; a line of cards takes about 6.5 units, of which the name takes 8.
  const height = (loose ? 70 : 84) / rows;
  const fit = rows <= 2 ? 1 : 0.82;
  const lines = Math.max(1, Math.floor((height - 8 * fit) / (6.8 * fit)));
  const perLine = columns <= 2 ? 4 : columns === 3 ? 2 : 1.5;
  return { columns, trays: shown, each: Math.max(2, Math.floor(lines * perLine)), loose: 12, fit };
}
