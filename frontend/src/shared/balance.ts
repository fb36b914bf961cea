import { byKey } from './order';
import type { BehaviourView, SharedView } from './protocol';

/** What an agreed value lacks for vision and practice to be in balance. */
export type Lack = 'statement' | 'behaviour' | 'both';

/** The behaviours that stand in the charter: what we do before what we won't. */
export const inCharter = (view: SharedView, cluster: string): [string, BehaviourView][] =>
  byKey(view.charter?.behaviours)
    .filter(([, one]) => one.cluster === cluster && one.accepted)
    .sort(([, a], [, b]) => Number(a.kind === 'wont') - Number(b.kind === 'wont'));

export function lackOf(view: SharedView, cluster: string): Lack | undefined {
  const said = Boolean(view.agree?.values[cluster]?.statement);
  const done = inCharter(view, cluster).length > 0;
  if (said && done) return undefined;
  return said ? 'behaviour' : done ? 'statement' : 'both';
}
