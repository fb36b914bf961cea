import { NOT_YET, WITH_IT, type Shade } from './ui/looks';

export type SpreadOf = Partial<Record<Shade, number>>;

const count = (spread: SpreadOf, shades: readonly Shade[]): number =>
  shades.reduce<number>((sum, shade) => sum + (spread[shade] ?? 0), 0);

export const withIt = (spread: SpreadOf): number => count(spread, WITH_IT);
export const notYet = (spread: SpreadOf): number => count(spread, NOT_YET);

/** The longest side of any of these, so that all of them stand on one axis. */
export const sides = (spreads: readonly SpreadOf[]): { left: number; right: number } => ({
  left: Math.max(0, ...spreads.map(notYet)),
  right: Math.max(0, ...spreads.map(withIt)),
});
