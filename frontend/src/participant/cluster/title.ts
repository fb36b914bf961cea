import { byKey } from '@shared/order';
import type { SharedView } from '@shared/protocol';

const SHOWN = 3;

/** A cluster's name; while it has none, the first of its cards, so that it can be told from the others. Empty when it has neither. */
export function title(cluster: string, shared: Pick<SharedView, 'cards' | 'clusters'>): string {
  const name = shared.clusters?.[cluster]?.name;
  if (name) return name;
  const labels = byKey(shared.cards).filter(([, card]) => card.cluster === cluster).map(([, card]) => card.label);
  return labels.slice(0, SHOWN).join(', ') + (labels.length > SHOWN ? ' …' : '');
}
