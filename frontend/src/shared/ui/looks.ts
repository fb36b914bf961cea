/** What a level is to the group; the server's `Shade`. */
export type Shade = 'full' | 'minor' | 'reservations' | 'along' | 'talk' | 'against' | 'out';
/** What a stone stands for: a shade of agreement, a dot or something done, half begun, open, in the set, in the rest. */
export type Look = Shade | 'done' | 'begun' | 'open' | 'gold' | 'rest';

/** From the line outwards, as on the agreement's axis. */
export const WITH_IT: readonly Shade[] = ['along', 'reservations', 'minor', 'full'];
export const NOT_YET: readonly Shade[] = ['talk', 'against'];

/** Degrees by which a stone is turned, from the hash of its id, so that none looks stamped. */
export function turned(id: string): number {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) % 9973;
  return hash % 360;
}
