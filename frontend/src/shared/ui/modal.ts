import { tick } from 'svelte';

/** Opens a dialog above the page. One that is taken off the page gives the focus to nobody: it goes back to where it came from, or to the page's question. */
export function modal(node: HTMLDialogElement) {
  const opener = document.activeElement;
  if (typeof node.showModal === 'function') node.showModal();
  else node.setAttribute('open', '');
  const back = () => {
    const to = opener instanceof HTMLElement && opener.isConnected ? opener : document.querySelector<HTMLElement>('main h1');
    to?.focus({ preventScroll: true });
  };
  return { destroy: () => void tick().then(back) };
}

/** A press beside the dialog, on what lies behind it. */
export const beside = (close: () => void) => (event: MouseEvent) => {
  if (event.target === event.currentTarget) close();
};
