/**
 * A part of the page that waits: out of sight, as it was, and with the focus where it was when it is back. A dialog that is open in it is put away and brought back, since
 * a modal one would hold up all the rest; its own page must not take that for being closed.
 */
export function resting(node: HTMLElement, rests: boolean) {
  let away: HTMLDialogElement[] = [];
  let left: HTMLElement | undefined;
  const hush = (event: Event) => event.stopPropagation();

  function set(now: boolean) {
    const within = document.activeElement;
    if (now) left = within instanceof HTMLElement && node.contains(within) ? within : undefined;
    node.hidden = now;
    if (now) {
      node.addEventListener('close', hush, true);
      away = [...node.querySelectorAll<HTMLDialogElement>('dialog[open]')];
      for (const dialog of away) dialog.close?.();
    } else {
      node.removeEventListener('close', hush, true);
      for (const dialog of away) if (dialog.isConnected) dialog.showModal?.();
      away = [];
      if (left?.isConnected) left.focus({ preventScroll: true });
    }
  }

  set(rests);
  return {
    update(now: boolean) {
      if (now !== node.hidden) set(now);
    },
  };
}
