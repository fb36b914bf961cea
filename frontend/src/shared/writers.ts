import type { CountsView } from './protocol';
import type { Look } from './ui/looks';

export interface Writers {
  /** Under a quarter of all are missing: nobody is told how many, and no stones are drawn. */
  nearly: boolean;
  done: number;
  missing: number;
  /** How many are writing; 0 as well where it would tell how few haven't begun. */
  writing: number;
  looks: Look[];
}

/** How far those who write are, as everyone may know it. */
export function writers({ taking_part, begun, done }: CountsView): Writers {
  if (done.count === undefined) return { nearly: true, done: 0, missing: 0, writing: 0, looks: [] };
  const started = begun.count ?? taking_part;
  const writing = Math.max(0, started - done.count);
  const some = (look: Look, count: number) => Array<Look>(Math.max(0, count)).fill(look);
  return {
    nearly: false,
    done: done.count,
    missing: Math.max(0, taking_part - done.count),
    writing: begun.count === undefined ? 0 : writing,
    looks: [...some('done', done.count), ...some('begun', writing), ...some('open', taking_part - started)],
  };
}
