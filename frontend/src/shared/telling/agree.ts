import { byKey } from '../order';
import type { AgreeValueView, RoundView, SharedView } from '../protocol';
import { MOST_ROUNDS, otherWording } from '../rounds';
import type { Scale } from '../scales';
import { NOT_YET, WITH_IT, type Shade } from '../ui/looks';
import { ended, last, list, own, quote, t, tn } from './words';

const SHADES: readonly Shade[] = [...[...WITH_IT].reverse(), ...NOT_YET, 'out'];

const KANER = {
  full: 'told.shade.full', minor: 'told.shade.minor', reservations: 'told.shade.reservations', along: 'told.shade.along',
  talk: 'told.shade.talk', against: 'told.shade.against', out: 'told.shade.out',
} as const;
const TOLD = {
  kaner: KANER,
  fist: { ...KANER, full: 'told.fist.full', minor: 'told.fist.minor', reservations: 'told.fist.reservations', talk: 'told.fist.talk', against: 'told.fist.against' },
  consent: { ...KANER, full: 'told.consent.full', reservations: 'told.consent.reservations', against: 'told.consent.against' },
} as const;

const answered = ({ voices }: RoundView): string =>
  voices?.nearly ? t('told.agree.nearly') : t('told.agree.answered', { count: voices?.count ?? 0, of: voices?.of ?? 0 });

/** How many groups have put in a draft. */
export const drafted = (groups: NonNullable<SharedView['drafting']>): string =>
  groups.nearly ? t('told.agree.drafted.nearly') : t('told.agree.drafted', { count: groups.count ?? 0, of: groups.of });

const withIt = (round: RoundView): string =>
  tn('result.for', WITH_IT.reduce((sum, shade) => sum + (round.spread?.[shade] ?? 0), 0), { of: round.answered ?? 0 });

function heard(round: RoundView, scale: Scale): string {
  if (round.state === 'open') return answered(round);
  if (!round.spread) return t('told.agree.too_few');
  const spread = round.spread;
  const shades = SHADES.flatMap((shade) => (spread[shade] ? [tn(TOLD[scale][shade], spread[shade])] : []));
  return t('told.agree.spread', { for: withIt(round), shades: list(shades) });
}

function round(value: AgreeValueView, one: RoundView, scale: Scale): string {
  const wording = otherWording(value, one);
  const what = heard(one, scale);
  return wording ? t('told.agree.round_on', { number: one.number, wording: quote(wording), what }) : t('told.agree.round', { number: one.number, what });
}

/** The value that everyone looks at: its rounds, what is needed, other wordings. */
export function inFocus(value: AgreeValueView, scale: Scale, waiting: true | undefined): string[] {
  const earlier = value.rounds.length - MOST_ROUNDS;
  const asked = last(value.rounds);
  const closed = asked?.state === 'closed' ? asked : undefined;
  const others = byKey(value.wordings).filter(([id]) => id !== value.wording).sort(([, a], [, b]) => b.can_live - a.can_live).slice(0, 2);
  const state = value.status !== 'proposed' ? t(`status.${value.status}`) : closed?.result ? t(`result.${closed.result}`) : '';
  return [
    t('told.pair', { one: ended(own(value.name)), two: value.statement ? own(value.statement) : '' }).trim(),
    earlier > 0 ? ended(tn('round.earlier', earlier)) : '',
    ...value.rounds.slice(-MOST_ROUNDS).map((one) => round(value, one, scale)),
    value.rounds.length ? '' : t('told.agree.soon'),
    state && ended(state),
    closed?.split ? ended(t('result.split')) : '',
    closed?.needs?.length ? t('told.agree.needs', { needs: closed.needs.map(quote).join(' ') }) : closed && waiting ? t('curtain.down') : '',
    closed?.unsaid && !waiting ? ended(tn('needs.unsaid', closed.unsaid)) : '',
    ...(value.status === 'proposed' ? others.map(([, wording]) => tn('told.agree.wording', wording.can_live, { text: quote(wording.statement) })) : []),
  ];
}

/** One value among others: where it stands. */
export function standing(value: AgreeValueView): string {
  const asked = last(value.rounds);
  const closed = asked?.state === 'closed' ? asked : undefined;
  const state = value.status !== 'proposed' ? t(`status.${value.status}`) : closed?.result ? t(`result.${closed.result}`) : '';
  const voices = asked?.state === 'open' ? answered(asked) : closed?.spread ? withIt(closed) : closed ? t('told.agree.too_few') : t('told.agree.to_come');
  return ended(t('told.of', { name: own(value.name), what: [voices, state].filter(Boolean).join('. ') }));
}
