import type { MineView } from '../protocol';
import type { EraseMine } from '../commands';

/** One thing in one's own words: what it is, and what erases it. */
export interface Own {
  id: string;
  kind: 'value' | 'proposed' | 'parked' | 'word' | 'signature';
  text: string;
  story?: string;
  named?: boolean;
  erase: Pick<EraseMine, 'ids' | 'parts'>;
}

/** All that somebody sees of their own words; `word` is that of their check-in. */
export function ownWords(mine: MineView, word: string): Own[] {
  const things = (kind: Own['kind'], texts: Record<string, string>): Own[] =>
    Object.entries(texts).map(([id, text]) => ({ id, kind, text, erase: { ids: [id] } }));
  const values = Object.entries(mine.values).map(([id, value]): Own => ({ id, kind: 'value', text: value.label, story: value.story, erase: { ids: [id] } }));
  const signature: Own[] = mine.signed
    ? [{ id: 'signature', kind: 'signature', text: mine.signed.reservation ?? '', named: mine.signed.named, erase: { parts: ['signature'] } }]
    : [];
  return [
    ...values,
    ...things('proposed', mine.proposed),
    ...things('parked', mine.parked),
    ...(word ? [{ id: 'word', kind: 'word', text: word, erase: { parts: ['word'] } } satisfies Own] : []),
    ...signature,
  ];
}
