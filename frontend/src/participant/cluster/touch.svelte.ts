import { onDestroy } from 'svelte';

const MOMENT_MS = 300; // a click comes after the finger has left

/** What others change stands still while a finger is on it: a card must not slip away from under it. */
export function underFinger<T>(now: () => T): { readonly seen: T; down: () => void } {
  let kept = $state.raw<{ view: T } | null>(null);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const up = () => {
    if (!kept) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => (kept = null), MOMENT_MS);
  };
  const ends = ['pointerup', 'pointercancel', 'blur'];
  for (const end of ends) addEventListener(end, up);
  onDestroy(() => {
    clearTimeout(waiting);
    for (const end of ends) removeEventListener(end, up);
  });
  return {
    get seen() {
      return kept ? kept.view : now();
    },
    down: () => {
      clearTimeout(waiting);
      kept = { view: now() };
    },
  };
}
