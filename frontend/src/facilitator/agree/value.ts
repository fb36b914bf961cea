import type { AgreeValueView, RoundView } from '@shared/protocol';
import { NOT_YET, WITH_IT, type Shade } from '@shared/ui/looks';

/** Where a value on the table stands between asking and adopting. */
export type Standing = 'unasked' | 'asking' | 'reworded' | 'answered';

export const latest = (value: AgreeValueView): RoundView | undefined => value.rounds[value.rounds.length - 1];

export function standing(value: AgreeValueView): Standing {
  const round = latest(value);
  if (!round) return 'unasked';
  if (round.state === 'open') return 'asking';
  return round.wording === value.wording ? 'answered' : 'reworded';
}

/** Whether the server would adopt it, as far as the view tells: a block among too few answers isn't in it. */
export const mayAdopt = (value: AgreeValueView): boolean =>
  value.status === 'proposed' && standing(value) === 'answered' && latest(value)?.result !== 'blocked';

/** Agreed without anything left to talk about: adopting is the next thing to do. */
export const ripe = (value: AgreeValueView): boolean => {
  const result = latest(value)?.result;
  return mayAdopt(value) && (result === 'consensus' || result === 'reservations');
};

export const settled = (value: AgreeValueView): boolean => value.status !== 'proposed';

/** Values that a new round should ask about: on the table, and never asked with their present wording. */
export const toAsk = (values: [string, AgreeValueView][]): string[] =>
  values.filter(([, value]) => !settled(value) && ['unasked', 'reworded'].includes(standing(value))).map(([id]) => id);

const sum = (spread: RoundView['spread'], shades: readonly Shade[]): number =>
  shades.reduce((all, shade) => all + (spread?.[shade] ?? 0), 0);

/** The most stones on either side in any of the values' latest rounds, so that all lie on one axis. */
export function axis(values: AgreeValueView[]): { left: number; right: number } {
  const spreads = values.map((value) => latest(value)?.spread);
  return {
    left: Math.max(1, ...spreads.map((spread) => sum(spread, NOT_YET))),
    right: Math.max(1, ...spreads.map((spread) => sum(spread, WITH_IT))),
  };
}
