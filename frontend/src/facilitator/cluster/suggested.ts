import type { LeadView, SharedView, WhyView } from '@shared/protocol';

export interface SuggestedCard {
  id: string;
  label: string;
  count: number;
  /** Nothing when the wording itself is the reason. */
  why: WhyView | undefined;
}
export interface Suggestion {
  id: string;
  name: string;
  cards: SuggestedCard[];
}

const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
const values = (one: Suggestion): number => one.cards.reduce((sum, card) => sum + card.count, 0);

/** Those with most values first; nothing before the lead asked. */
export function suggestions(lead: LeadView | undefined, shared: SharedView): Suggestion[] | undefined {
  if (!lead?.suggestions) return undefined;
  return Object.entries(lead.suggestions)
    .map(([id, one]) => ({ id, name: one.name, cards: cardsOf(one.cards, shared) }))
    .filter((one) => one.cards.length > 1)
    .sort((a, b) => values(b) - values(a) || a.name.localeCompare(b.name));
}

/** A card that was moved on this device a moment ago is drawn as moved before the server has taken it out. */
function cardsOf(why: Record<string, WhyView>, shared: SharedView): SuggestedCard[] {
  const cards: SuggestedCard[] = [];
  for (const [id, reason] of Object.entries(why)) {
    const card = shared.cards?.[id];
    if (!card || card.cluster) continue;
    cards.push({ id, label: card.label, count: card.count, why: same(card.label, reason.text) ? undefined : reason });
  }
  return cards.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}
