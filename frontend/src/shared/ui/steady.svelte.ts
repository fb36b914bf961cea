import { tick } from 'svelte';

/**
 * The field that one is in stays where it is on the page while others put in something above it. Browsers do that by
 * themselves, Safari excepted; at the top of the page nothing is held, so that what is new there is seen.
 */
export function steady(change: () => unknown): void {
  if (CSS.supports('overflow-anchor', 'auto')) return;
  $effect.pre(() => {
    change();
    const field = document.activeElement;
    if (!field || field === document.body || scrollY <= 0) return;
    const top = field.getBoundingClientRect().top;
    void tick().then(() => {
      const moved = field.isConnected ? field.getBoundingClientRect().top - top : 0;
      if (moved) scrollBy({ top: moved, behavior: 'instant' });
    });
  });
}
