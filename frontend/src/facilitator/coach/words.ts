import type { NudgeView, SharedView } from '@shared/protocol';
import { t, tn, type Stage } from '../kit';

/** Three questions to open a stage with. */
export const openings = (stage: Stage): string[] => ([1, 2, 3] as const).map((n) => t(`console.coach.open.${stage}.${n}`));

export const asked = (nudge: NudgeView): string => t(`console.coach.ask.${nudge.trigger}`);

/** Why the coach comes with its question, in words. */
export function why(nudge: NudgeView, shared: SharedView): string {
  const { cluster = '', behaviour = '', count = 0, of = 0 } = nudge;
  const name = shared.agree?.values[cluster]?.name || shared.clusters?.[cluster]?.name || t('console.cluster.nameless');
  const { trigger } = nudge;
  switch (trigger) {
    case 'one_moves':
    case 'quiet':
    case 'talk':
    case 'reach':
    case 'unfair':
    case 'stories':
      return tn(`console.coach.why.${trigger}`, count, { of, name });
    case 'unseen':
      return t('console.coach.why.unseen', { text: shared.charter?.behaviours[behaviour]?.text ?? '' });
    default:
      return t(`console.coach.why.${trigger}`, { name });
  }
}
