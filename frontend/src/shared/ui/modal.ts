import { tick } from 'svelte';

/** Opens a dialog above the page. One that is taken off the page gives the focus to nobody: it goes back to where it came from, or to the page's question. */
export function modal(node: HTMLDialogElement) {
  const opener = document.activeElement;
  if (typeof node.showModal === 'function') node.showModal();
  else node.setAttribute('open', '');
  const back = () => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    else toHeading(document, 'main h1');
  };
  const stays = keepFocus(node);
  return {
    destroy: () => {
      stays.disconnect();
      void tick().then(back);
    },
  };
}

/** When what had the focus goes from the dialog (a row that was settled, here or elsewhere), its heading has it. */
function keepFocus(node: HTMLDialogElement): MutationObserver {
  let last: EventTarget | null = null;
  node.addEventListener('focusin', (event) => (last = event.target));
  const watch = new MutationObserver(() => {
    if (!(last instanceof HTMLElement) || last.isConnected || document.activeElement !== document.body) return;
    toHeading(node, 'h1, h2');
  });
  watch.observe(node, { childList: true, subtree: true });
  return watch;
}

function toHeading(within: ParentNode, which: string): void {
  const heading = within.querySelector<HTMLElement>(which);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

/** A press beside the dialog, on what lies behind it. */
export const beside = (close: () => void) => (event: MouseEvent) => {
  if (event.target === event.currentTarget) close();
};
