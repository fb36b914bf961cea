/** How wide the widest signs of a code are in ems, as bold figures and capitals of the interface's face; others less. */
const WIDTHS: readonly [string, number][] = [['W', 0.83], ['M', 0.78], ['HNQU', 0.7], ['DG', 0.65], ['BKPR', 0.63], ['ACESTVXL', 0.59], ['-', 0.35]];
const LEAST = 0.55;

/** The width of a code as it is shown, in ems: it is read from the back row, so it is as large as its place lets it be. */
export const codeWidth = (shown: string): number =>
  [...shown].reduce((sum, sign) => sum + (WIDTHS.find(([signs]) => signs.includes(sign))?.[1] ?? LEAST), 0);
