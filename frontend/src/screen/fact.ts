import type { SharedView } from '@shared/protocol';
import { asking } from '@shared/vote';
import { t, tn } from './kit';

type Progress = { of: number; count?: number; nearly?: true };

/** "five of nine voted" in the key's words, or that nearly everyone did. */
export const progress = (key: 'screen.voted' | 'screen.answered' | 'screen.drafted', p: Progress): string =>
  p.nearly ? t(`${key}.nearly`) : t(key, { count: p.count ?? 0, of: p.of });

/** The one fact that stands at the upper right. */
export function fact(shared: SharedView): string {
  const { counts, vote } = shared;
  switch (shared.stage) {
    case 'lobby':
      return t('screen.lobby.fact');
    case 'reflect':
      return location.host;
    case 'share':
      return shared.curtain === 'up' ? t('screen.share.fact', { values: counts.values ?? 0, people: counts.contributors ?? 0 }) : '';
    case 'cluster':
      return t(`screen.cluster.${shared.step ?? 'sort'}`);
    case 'vote':
      if (!vote) return '';
      // While it is asked, it stands below the list, in large letters.
      return asking(vote) ? '' : `${t('screen.voted', { count: vote.answered ?? 0, of: vote.n ?? 0 })}. ${tn('screen.vote.each', vote.dots)}`;
    case 'agree': {
      const values = Object.values(shared.agree?.values ?? {});
      const settled = values.filter((value) => value.status !== 'proposed').length;
      return t('screen.agree.fact', { settled, all: values.length });
    }
    case 'commit':
      return t('screen.commit.fact');
    default:
      return '';
  }
}
