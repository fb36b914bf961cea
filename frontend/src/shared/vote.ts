import type { VoteView } from './protocol';

/** What is open of a vote and asks for dots: itself, or a run-off among the tied. */
export interface Asking {
  ballot: string;
  privacy: VoteView['privacy'];
  options: string[];
  dots: number;
  voted?: VoteView['voted'];
  /** When a run-off is to be closed. */
  ends?: string;
}

export function asking(vote: VoteView | undefined): Asking | undefined {
  if (vote?.state === 'open') return vote;
  return vote?.runoff?.state === 'open' ? { ...vote.runoff, dots: 1 } : undefined;
}

/** Seconds that a run-off still has; 0 when its time is over. */
export const secondsLeft = (ends: string, now: number): number => Math.max(0, Math.ceil((Date.parse(ends) - now) / 1000));

/** The clusters of a closed run-off with their dots, most first; nothing where too few have answered, or there was none. */
export const rerun = (vote: VoteView): [string, number][] =>
  Object.entries(vote.runoff?.results ?? {}).sort(([, a], [, b]) => b - a);

export interface Difference {
  /** What the other rule would take. */
  takes: string[];
  /** What it would leave out for that. */
  leaves: string[];
}

/** What the other rule would do differently; nothing where it would take the same. */
export function difference(vote: VoteView): Difference | undefined {
  const { proposed, otherwise } = vote;
  if (!proposed || !otherwise) return undefined;
  return { takes: otherwise.filter((id) => !proposed.includes(id)), leaves: proposed.filter((id) => !otherwise.includes(id)) };
}

/** Whether the set that was chosen is the one that the rule proposed. */
export const byHand = (vote: VoteView, set: readonly string[] | undefined): boolean =>
  set !== undefined && [...set].sort().join() !== [...(vote.proposed ?? [])].sort().join();
