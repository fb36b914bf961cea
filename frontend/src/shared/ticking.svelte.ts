import { onDestroy } from 'svelte';
import type { Room } from './room.svelte';

/** The server's time in milliseconds, new four times a second for as long as the component is there. */
export function ticking(room: Room): { readonly now: number } {
  let now = $state(room.now());
  const handle = setInterval(() => (now = room.now()), 250);
  onDestroy(() => clearInterval(handle));
  return {
    get now() {
      return now;
    },
  };
}
