import type { AgreeValueView, RoundView, WordingView } from './protocol';
import { t } from './stage-words';

/** Rounds that lie under each other; the earlier ones are counted. */
export const MOST_ROUNDS = 3;

export const closedRounds = (value: AgreeValueView): RoundView[] => value.rounds.filter((round) => round.state === 'closed');

/** The latest closed rounds, oldest first, and how many came before them. */
export function shownRounds(value: AgreeValueView): { shown: RoundView[]; earlier: number } {
  const closed = closedRounds(value);
  const shown = closed.slice(-MOST_ROUNDS);
  return { shown, earlier: closed.length - shown.length };
}

/** The wording a round was on, where it is neither the present one nor that of the round shown before it; else nothing. */
export function otherWording(value: AgreeValueView, round: RoundView): string {
  const { shown } = shownRounds(value);
  const before = shown[shown.findIndex((one) => one.ballot === round.ballot) - 1];
  if (round.wording === value.wording || round.wording === before?.wording) return '';
  if (round.name === value.name) return round.statement || t('round.name_alone');
  return round.statement ? `${round.name}. ${round.statement}` : round.name;
}

/** What a proposed wording started from: the present one, or the text of another that everyone can see. */
export function startOf(value: AgreeValueView, wording: WordingView): { present: boolean; text: string } | undefined {
  const { base } = wording;
  if (!base) return undefined;
  if (base === value.wording) return { present: true, text: value.statement || value.name };
  const round = value.rounds.find((one) => one.wording === base);
  const text = value.wordings?.[base]?.statement ?? (round ? round.statement || round.name : '');
  return text ? { present: false, text } : undefined;
}
