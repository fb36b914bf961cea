import { inCharter, lackOf } from '../balance';
import { day } from '../i18n';
import { byKey } from '../order';
import type { BehaviourView, SharedView } from '../protocol';
import { ended, list, nameOf, own, quote, t, tn } from './words';

/** An agreed value: what it says, what we do about it, and what is still lacking. */
export function practised(view: SharedView, id: string): string {
  const value = view.agree?.values[id];
  const lack = lackOf(view, id);
  const said = (behaviour: BehaviourView) => ended(behaviour.kind === 'wont' ? t('told.commit.wont', { text: own(behaviour.text) }) : own(behaviour.text));
  const behaviours = inCharter(view, id).map(([, one]) => said(one));
  return [ended(own(value?.name ?? nameOf(view, id))), value?.statement ? ended(own(value.statement)) : '', ...behaviours, lack ? t(`told.commit.lacks.${lack}`) : ''].filter(Boolean).join(' ');
}

/** What stands beside the values: commitments, and parked thoughts. */
export function besides(view: SharedView): string[] {
  const owner = (id: string) => (view.members[id] ? own(view.members[id].name) : t('told.commit.left'));
  const taken = byKey(view.charter?.commitments).map(([, one]) => t('told.commit.owner', { text: own(one.text), name: owner(one.owner), day: day(one.due) }));
  const parked = byKey(view.parked).map(([, one]) => (one.name ? t('told.parked.by', { text: quote(one.text), name: own(one.name) }) : quote(one.text)));
  const later = Object.keys(view.charter?.for_follow_up ?? {}).length;
  return [
    taken.length ? t('told.commit.taken', { items: list(taken) }) : '',
    parked.length ? ended(t('told.parked', { texts: list(parked) })) : '',
    later ? tn('told.parked.later', later) : '',
  ];
}
