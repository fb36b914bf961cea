import { tick } from 'svelte';

/** Whoever is on a card with the keyboard stays on it when someone moves it: the list would lose the focus with it. */
export function keepFocus(node: HTMLElement): { destroy: () => void } {
  let card: string | undefined;
  const noted = (event: FocusEvent) => (card = (event.target as HTMLElement).dataset.card);
  const gone = new MutationObserver(async () => {
    if (!card || document.activeElement !== document.body) return;
    await tick();
    node.querySelector<HTMLElement>(`[data-card="${card}"]`)?.focus({ preventScroll: true });
  });
  const left = (event: FocusEvent) => {
    if ((event.target as HTMLElement).isConnected && event.relatedTarget) card = undefined;
  };
  node.addEventListener('focusin', noted);
  node.addEventListener('focusout', left);
  gone.observe(node, { childList: true, subtree: true });
  return {
    destroy: () => {
      node.removeEventListener('focusin', noted);
      node.removeEventListener('focusout', left);
      gone.disconnect();
    },
  };
}
