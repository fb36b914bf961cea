import type { SharedView } from './protocol';
import { t } from './stage-words';

/** "Ana, Ben and Cem". */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : t('and', { most: names.slice(0, -1).join(', '), last: names[names.length - 1] ?? '' });

/** The names of these members, by alphabet. */
export const namesOf = (view: SharedView, members: readonly string[]): string =>
  inWords(members.flatMap((id) => view.members[id]?.name ?? []).sort((a, b) => a.localeCompare(b)));
