import { day, shownCode } from './i18n';
import { leftOpen } from './leftopen';
import { byKey, byMark, byName } from './order';
import { rest, type Rest } from './pause';
import type { MineView, SharedView } from './protocol';
import { drafted, inFocus, standing } from './telling/agree';
import { besides, practised } from './telling/commit';
import { asking } from './vote';
import { outcome } from './telling/vote';
import { writers } from './writers';
import { counted, ended, inSet, last, list, nameOf, own, quote, t, tn } from './telling/words';

export { pieces } from './telling/words';

/**
 * What the screen shows at this moment, in sentences: the first says what it is about. Everything in them is part of
 * the view that the whole room has; what is hidden in it is not told either.
 */
export function told(view: SharedView): string[] {
  if (view.blank) return [t('told.blank')];
  if (view.pause) return resting(rest(view.pause), view.code);
  if (view.question && view.stage !== 'closed') return [t('told.question', { text: own(view.question) })];
  return STAGE[view.stage](view).filter(Boolean);
}

/** What this person's own values have to do with the set: theirs alone to read; nothing where there is no set. */
export function toldAlone(view: SharedView, mine: MineView): string {
  if (mine.own_in_set === undefined || view.blank || view.pause || view.question) return '';
  const set = view.stage === 'commit' || view.stage === 'closed' ? (view.charter?.adopted ?? []) : inSet(view);
  const inside = byKey(mine.values).flatMap(([, value]) => {
    const cluster = view.cards?.[value.card]?.cluster;
    return cluster && set.includes(cluster) ? [{ label: value.label, cluster }] : [];
  });
  if (!mine.own_in_set || !inside.length) return t('told.mine.out');
  const names = [...new Set(inside.map(({ cluster }) => cluster))].map((cluster) => own(nameOf(view, cluster)));
  return tn('told.mine.in', inside.length, { labels: list(inside.map(({ label }) => quote(label))), names: list(names) });
}

const resting = (pause: Rest, code: string): string[] =>
  pause.kind === 'open'
    ? [t('pause.open'), t('pause.open.then'), t('pause.kept')]
    : [t(`pause.${pause.kind}`, { time: pause.time, day: pause.day }), pause.kind === 'day' ? t('pause.day.way', { code: shownCode(code) }) : '', t('pause.kept')].filter(Boolean);

const STAGE: Record<SharedView['stage'], (view: SharedView) => string[]> = {
  lobby(view) {
    const people = byName(view.members).filter(([, member]) => member.takes_part);
    const here = people.filter(([, member]) => member.checked_in || member.kind === 'guest');
    const coming = people.length - here.length;
    return [
      view.purpose ? ended(own(view.purpose)) : t('question.lobby'),
      t('told.lobby.door', { code: shownCode(view.code) }),
      here.length ? t('told.lobby.here', { names: list(here.map(([, member]) => own(member.name))) }) : '',
      coming ? tn('told.lobby.coming', coming) : '',
      people.length ? '' : t('told.lobby.nobody'),
    ];
  },

  reflect(view) {
    const { nearly, done, writing } = writers(view.counts);
    if (nearly) return [t('question.reflect'), t('told.reflect.nearly')];
    return [t('question.reflect'), done ? tn('told.reflect.done', done) : t('told.reflect.nobody'), writing ? tn('told.reflect.begun', writing) : ''];
  },

  share(view) {
    if (view.partners) return [t('partners.find'), t('partners.how')];
    if (view.curtain !== 'up') return [t('curtain.down')];
    const cards = byKey(view.cards).map(([, card]) => card).sort((a, b) => b.count - a.count);
    const lit = view.spotlight ? view.cards?.[view.spotlight] : undefined;
    return [
      lit ? tn('told.share.lit', lit.count, { name: own(lit.label) }) : '',
      ...(lit?.stories ?? []).map(quote),
      lit?.more_stories ? tn('told.share.more', lit.more_stories) : '',
      t('told.pair', { one: tn('told.share.people', view.counts.contributors ?? 0), two: ended(list(cards.map((card) => counted(card.label, card.count)))) }),
    ];
  },

  cluster(view) {
    const cards = byKey(view.cards).map(([, card]) => card);
    const names = (inside: typeof cards) => list(inside.map((card) => counted(card.label, card.count)));
    const loose = cards.filter((card) => !card.cluster);
    const homeless = cards.filter((card) => card.two_homes);
    return [
      t(`told.cluster.${view.step ?? 'sort'}`),
      ...byMark(view.clusters).map(([id, cluster]) => {
        const what = names(cards.filter((card) => card.cluster === id)) || t('told.cluster.empty');
        return ended(t('told.of', { name: cluster.name ? own(cluster.name) : t('told.cluster.unnamed'), what }));
      }),
      loose.length ? t('told.cluster.loose', { names: names(loose) }) : '',
      homeless.length ? tn('told.cluster.homes', homeless.length, { names: list(homeless.map((card) => own(card.label))) }) : '',
    ];
  },

  vote(view) {
    const { vote, set } = view;
    const names = (ids: readonly string[]) => list(ids.map((id) => own(nameOf(view, id))));
    if (!vote) return [set ? t('told.vote.chosen_all', { names: names(set) }) : t('told.vote.soon', { names: names(byMark(view.clusters).map(([id]) => id)) })];
    const open = asking(vote);
    if (open) {
      const voted = open.voted?.nearly ? t('told.vote.nearly') : t('told.vote.voted', { count: open.voted?.count ?? 0, of: open.voted?.of ?? 0 });
      return [t(open.ends ? 'question.runoff' : 'question.vote'), t(open.ends ? 'told.runoff' : 'told.vote.open', { names: names(open.options) }), tn('told.vote.each', open.dots), voted];
    }
    return outcome(view, vote);
  },

  agree(view) {
    const agree = view.agree;
    if (!agree) return [t('question.agree')];
    if (view.drafting) return [t('told.agree.drafting'), drafted(view.drafting), ended(list(inOrder(view).filter((id) => agree.values[id]?.status === 'proposed').map((id) => own(nameOf(view, id)))))];
    const focus = agree.focus ? agree.values[agree.focus] : undefined;
    if (focus) return inFocus(focus, view.settings.scale, agree.waiting);
    const asking = Object.values(agree.values).some((value) => last(value.rounds)?.state === 'open');
    return [
      agree.waiting ? t('curtain.down') : t(asking ? 'told.agree.asking' : 'question.agree'),
      ...inOrder(view).flatMap((id) => (agree.values[id] ? [standing(agree.values[id])] : [])),
    ];
  },

  commit(view) {
    const adopted = view.charter?.adopted ?? [];
    const open = leftOpen(view);
    return [
      ...(adopted.length ? adopted.map((id) => practised(view, id)) : [t('told.commit.nothing')]),
      open.length ? t('told.commit.open', { names: list(open.map((one) => (one.day ? t('told.commit.open.dated', { name: own(one.name), day: one.day }) : own(one.name)))) }) : '',
      ...besides(view),
      signatures(view),
    ];
  },

  closed(view) {
    const charter = view.charter;
    const names = (charter?.adopted ?? []).map((id) => own(view.agree?.values[id]?.name ?? nameOf(view, id)));
    return [
      names.length ? t('told.closed.values', { names: list(names) }) : '',
      charter?.sealed ? t('told.closed.sealed', { day: day(charter.sealed.at) }) : '',
      signatures(view),
      t('told.closed.take'),
      charter?.follow_up ? t('told.closed.again', { day: day(charter.follow_up) }) : '',
    ];
  },
};

const inOrder = (view: SharedView): string[] => [...new Set([...(view.set ?? []), ...Object.keys(view.agree?.values ?? {})])];

const signatures = ({ charter }: SharedView): string => (charter?.signed ? tn('told.signed', charter.signed) : t('told.signed.nobody'));
