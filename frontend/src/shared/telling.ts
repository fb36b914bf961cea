import { day, shownCode } from './i18n';
import { byKey } from './order';
import type { AgreeValueView, Progress, SharedView } from './protocol';
import { NOT_YET, WITH_IT, type Shade } from './ui/looks';
import { t, tn } from './words';

type Round = AgreeValueView['rounds'][number];

/** What the screen shows at this moment, in sentences; never more than the shared view holds. */
export function told(shared: SharedView): string[] {
  if (shared.blank) return [t('told.blank')];
  if (shared.question && shared.stage !== 'closed') return [t('told.question', { text: shared.question })];
  return TELL[shared.stage](shared).filter(Boolean);
}

const TELL: Record<SharedView['stage'], (shared: SharedView) => string[]> = {
  lobby: (shared) => {
    const here = Object.values(shared.members).filter((member) => member.checked_in).map((member) => member.name);
    return [shared.purpose ?? '', t('told.lobby.code', { code: shownCode(shared.code) }), here.length ? tn('told.lobby.here', here.length, { names: listed(here) }) : t('told.lobby.nobody')];
  },
  reflect: ({ counts }) => {
    const missing = counts.taking_part - counts.done;
    const nearly = missing > 0 && 4 * missing < counts.taking_part;
    return [t('question.reflect'), nearly ? t('told.reflect.nearly') : t('told.reflect.done', { count: counts.done, of: counts.taking_part })];
  },
  share: (shared) => {
    if (shared.curtain !== 'up') return [t('curtain.down')];
    const lit = shared.spotlight ? shared.cards?.[shared.spotlight] : undefined;
    return [
      t('told.share.counts', { values: shared.counts.values, people: shared.counts.contributors }),
      ...(lit ? [tn('told.share.lit', lit.count, { label: lit.label }), ...(lit.stories ?? []).slice(0, 2).map((text) => t('told.quote', { text }))] : []),
      t('told.share.all', { cards: listed(byKey(shared.cards).map(([, card]) => numbered(card.label, card.count > 1 ? card.count : 0))) }),
    ];
  },
  cluster: (shared) => {
    const cards = byKey(shared.cards);
    const inside = (id: string | undefined) => cards.filter(([, card]) => card.cluster === id).map(([, card]) => card.label);
    const loose = inside(undefined);
    return [
      t(`told.cluster.${shared.step ?? 'sort'}`),
      ...byKey(shared.clusters).map(([id, cluster]) => t('told.cluster.holds', { name: cluster.name || t('unnamed'), cards: listed(inside(id)) || t('told.nothing') })),
      loose.length ? t('told.cluster.loose', { cards: listed(loose) }) : '',
    ];
  },
  vote: voted,
  agree: (shared) => {
    const values = shared.agree?.values ?? {};
    const focus = shared.agree?.focus;
    const ids = focus && values[focus] ? [focus] : Object.keys(values);
    return [...ids.flatMap((id) => (values[id] ? agreed(values[id], id === focus) : [])), shared.agree?.waiting ? t('told.agree.waiting') : ''];
  },
  commit: (shared) => {
    const charter = shared.charter;
    const behaviours = byKey(charter?.behaviours).filter(([, one]) => one.accepted);
    const values = (charter?.adopted ?? []).flatMap((id) => {
      const value = shared.agree?.values[id];
      if (!value) return [];
      const own = behaviours.filter(([, one]) => one.cluster === id).map(([, one]) => (one.kind === 'wont' ? t('told.commit.wont', { text: one.text }) : one.text));
      return [worded(value.name, value.statement), ...own];
    });
    return [...(values.length ? values : [t('told.commit.nothing')]), tn('told.signed', charter?.signed ?? 0)];
  },
  closed: (shared) => {
    const charter = shared.charter;
    const names = (charter?.adopted ?? []).flatMap((id) => shared.agree?.values[id]?.name ?? []);
    return [
      charter?.sealed ? t('told.closed.sealed', { day: day(charter.sealed.at) }) : '',
      names.length ? t('told.closed.values', { names: listed(names) }) : '',
      tn('told.signed', charter?.signed ?? 0),
      charter?.follow_up ? t('told.closed.again', { day: day(charter.follow_up) }) : '',
    ];
  },
};

function voted(shared: SharedView): string[] {
  const { vote, own_reach: own } = shared;
  const name = (id: string) => shared.clusters?.[id]?.name || t('unnamed');
  if (!vote) return [shared.set ? t('told.vote.set', { names: listed(shared.set.map(name)) }) : t('told.vote.soon', { names: listed(byKey(shared.clusters).map(([id]) => name(id))) })];
  if (vote.state === 'open') return [t('told.vote.open', { names: listed(vote.options.map(name)) }), tn('told.vote.dots', vote.dots), vote.voted ? progress('voted', vote.voted) : ''];
  if (vote.too_few) return [t('told.vote.too_few', { count: vote.answered ?? 0 })];
  const set = shared.set ?? vote.proposed ?? [];
  const dots = (id: string) => numbered(name(id), vote.results?.[id] ?? 0);
  const rest = vote.options.filter((id) => !set.includes(id));
  return [
    t('told.voted', { count: vote.answered ?? 0, of: vote.n ?? 0 }),
    set.length ? t(shared.set ? 'told.vote.chosen' : 'told.vote.proposed', { names: listed(set.map(dots)) }) : '',
    vote.reach ? t('told.vote.reach', { count: vote.reach.count, of: vote.reach.of }) : '',
    own ? t('told.vote.own', { count: own.count, of: own.of }) : '',
    vote.tied?.length && !shared.set ? t('told.vote.tied', { names: listed(vote.tied.map(name)) }) : '',
    rest.length ? t('told.vote.rest', { names: listed(rest.map(dots)) }) : '',
  ];
}

function agreed(value: AgreeValueView, whole: boolean): string[] {
  const latest = value.rounds[value.rounds.length - 1];
  const said = latest?.state === 'open' ? (latest.voices ? progress('answered', latest.voices) : '') : latest ? outcome(latest) : t('told.agree.soon');
  const status = value.status === 'proposed' ? said : `${t(`status.${value.status}`)}.`;
  if (!whole) return [`${value.name}: ${status}`];
  return [
    worded(value.name, value.statement),
    status,
    ...(latest?.needs?.length ? [t('told.agree.needs', { needs: latest.needs.map((text) => t('told.quote', { text })).join(' ') })] : []),
    ...byKey(value.wordings).filter(([id]) => id !== value.wording).map(([, one]) => t('told.agree.wording', { text: one.statement, count: one.can_live })),
  ];
}

function outcome(round: Round): string {
  const spread = round.spread;
  if (!spread) return t('result.too_few');
  const shades: readonly Shade[] = [...[...WITH_IT].reverse(), ...NOT_YET, 'out'];
  const counted = shades.filter((shade) => spread[shade]).map((shade) => `${spread[shade]} ${t(`level.${shade}`)}`);
  return [round.result ? `${t(`result.${round.result}`)}:` : '', `${listed(counted)}.`, round.split ? `${t('result.split')}.` : ''].filter(Boolean).join(' ');
}

const progress = (what: 'voted' | 'answered', p: Progress): string =>
  p.nearly ? t(`told.${what}.nearly`) : t(`told.${what}`, { count: p.count ?? 0, of: p.of });

const numbered = (name: string, count: number): string => (count ? `${name} (${count})` : name);

const worded = (name: string, statement: string): string => (statement ? `${name}: ${statement}` : name);

/** "a, b and c". */
export function listed(names: readonly string[]): string {
  const last = names[names.length - 1];
  if (last === undefined || names.length === 1) return last ?? '';
  return t('told.and', { head: names.slice(0, -1).join(', '), last });
}
