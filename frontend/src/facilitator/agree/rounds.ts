import type { AgreeValueView, RoundView } from '@shared/protocol';
import { shownRounds } from '@shared/rounds';
import { sides } from '@shared/sides';

export const latest = (value: AgreeValueView): RoundView | undefined => value.rounds[value.rounds.length - 1];

export const lastClosed = (value: AgreeValueView): RoundView | undefined =>
  [...value.rounds].reverse().find((round) => round.state === 'closed');

/** What keeps a value from being adopted now; the server says the same, in its own time. */
export function adoptable(value: AgreeValueView): boolean {
  const round = latest(value);
  return value.status === 'proposed' && round?.state === 'closed' && round.wording === value.wording && round.result !== 'blocked';
}

/** Nothing is left to talk about: adopting is the next thing to do. Otherwise it can be adopted, but first comes the talk. */
export const ripe = (value: AgreeValueView): boolean =>
  adoptable(value) && ['consensus', 'reservations'].includes(latest(value)?.result ?? '');

/** Whether the last round was on a wording that is no longer the present one. */
export const reworded = (value: AgreeValueView): boolean => {
  const round = latest(value);
  return value.status === 'proposed' && round?.state === 'closed' && round.wording !== value.wording;
};

/** On the table, and never asked with the present wording. */
export const unasked = (value: AgreeValueView): boolean =>
  value.status === 'proposed' && (value.rounds.length === 0 || reworded(value));

/** Two blocked rounds, and nothing done about it since: time to offer the ways out of it. */
export const blockedTwice = (value: AgreeValueView): boolean =>
  value.status === 'proposed' && !reworded(value) && latest(value)?.result === 'blocked' && value.rounds.filter((round) => round.result === 'blocked').length >= 2;

/** The longest sides of the rounds that any value shows, so that they stand on one axis. */
export const widest = (values: readonly AgreeValueView[]): { left: number; right: number } =>
  sides(values.flatMap((value) => shownRounds(value).shown.map((round) => round.spread ?? {})));
