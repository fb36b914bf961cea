import { drop, keys, load, save } from './keep';

const KEPT = ['outbox', 'draft'] as const;

/** What waits and what is half-typed under one entry of a person, kept under the other from now on; what is there already stays. */
export function handOver(room: string, from: string, to: string): void {
  for (const what of KEPT) {
    const prefix = `touchstone:${what}:${room}:${from}:`;
    for (const key of keys(prefix)) {
      const moved = `touchstone:${what}:${room}:${to}:${key.slice(prefix.length)}`;
      if (load(moved) === undefined) save(moved, load(key));
      drop(key);
    }
  }
}
