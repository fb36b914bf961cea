import type { SharedView } from '@shared/protocol';

/** How many could sign: those who take part, and never fewer than have signed. */
export const signable = (shared: SharedView): number => Math.max(shared.counts.taking_part, shared.charter?.signed ?? 0);
