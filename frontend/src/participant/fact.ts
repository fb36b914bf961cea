import type { SharedView } from '@shared/protocol';
import { asking } from '@shared/vote';
import { t, tn } from './kit';

type Progress = { of: number; count?: number; nearly?: true };

/** "5 of 9", or "nearly everyone" where a count would make the last ones stand out. */
export const progress = (p: Progress): string =>
  p.nearly ? t('progress.nearly') : t('phone.of', { count: p.count ?? 0, of: p.of });

/** The one thing that the top line says beside the stage. */
export function fact(shared: SharedView): string {
  const voted = asking(shared.vote)?.voted;
  switch (shared.stage) {
    case 'cluster':
      return t(`phone.step.${shared.step ?? 'sort'}`);
    case 'vote':
      return voted ? t('phone.voted', { progress: progress(voted) }) : '';
    case 'agree': {
      if (shared.drafting) return shared.drafting.nearly ? t('phone.draft.progress.nearly') : t('phone.draft.progress', { progress: progress(shared.drafting) });
      const open = openRounds(shared);
      return open.length ? t('phone.answered', { progress: progress(slowest(open)) }) : '';
    }
    case 'commit':
    case 'closed':
      return shared.charter?.signed ? tn('phone.signed', shared.charter.signed) : '';
    default:
      return '';
  }
}

const openRounds = (shared: SharedView): Progress[] =>
  Object.values(shared.agree?.values ?? {}).flatMap((value) => value.rounds[value.rounds.length - 1]?.voices ?? []);

const slowest = (all: Progress[]): Progress =>
  all.reduce((worst, p) => ((p.nearly ? p.of : (p.count ?? 0)) < (worst.nearly ? worst.of : (worst.count ?? 0)) ? p : worst));
