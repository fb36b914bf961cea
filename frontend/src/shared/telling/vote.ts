import type { SharedView, VoteView } from '../protocol';
import { byHand, difference, rerun } from '../vote';
import { inSet, list, nameOf, own, t, tn } from './words';

/** A closed vote: the set, who finds themselves in it, and the rest. */
export function outcome(view: SharedView, vote: VoteView): string[] {
  const set = inSet(view);
  const results = vote.results;
  if (vote.too_few && !set.length) return [t('told.vote.too_few', { count: vote.answered ?? 0 })];
  const dots = (id: string) => results?.[id] ?? 0;
  const byDots = (ids: readonly string[]) => [...ids].sort((a, b) => dots(b) - dots(a));
  const name = (id: string) => own(nameOf(view, id));
  const first = (id: string, n: number) => (results ? t('told.counted', { name: name(id), count: n ? dots(id) : tn('dots', dots(id)) }) : name(id));
  const again = rerun(vote);
  const by_hand = byHand(vote, view.set);
  const differs = by_hand ? undefined : difference(vote);
  const named = (ids: readonly string[]) => list(ids.map(name));
  const rest = byDots(vote.options.filter((id) => !set.includes(id)));
  const names = list(byDots(set).map(first));
  return [
    t('told.pair', { one: t('told.vote.voted', { count: vote.answered ?? 0, of: vote.n ?? 0 }), two: t(by_hand ? 'told.vote.by_hand' : `told.vote.${vote.rule}`, { names }) }),
    vote.reach ? t('told.vote.reach', { count: vote.reach.count, of: vote.reach.of }) : '',
    view.own_reach ? t('told.vote.own', { count: view.own_reach.count, of: view.own_reach.of }) : '',
    differs?.leaves.length ? t(`told.vote.differs.${vote.rule}`, { takes: named(differs.takes), leaves: named(differs.leaves) }) : '',
    again.length && !by_hand ? t('runoff.result', { names: list(again.map(([id, count]) => t('told.counted', { name: name(id), count }))) }) : '',
    vote.runoff?.too_few && !view.set ? t('runoff.too_few') : '',
    vote.tied?.length && !view.set ? t('told.vote.tied', { names: list(vote.tied.map(name)) }) : '',
    rest.length && results ? t('told.vote.rest', { names: list(rest.map((id) => t('told.counted', { name: name(id), count: dots(id) }))) }) : '',
  ];
}
