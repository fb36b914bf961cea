import type { VoteView } from './protocol';

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
