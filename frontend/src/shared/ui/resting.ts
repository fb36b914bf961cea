/**
 * A part of the page that waits: out of sight, as it was. A dialog that is open in it is put away and brought back, since
 * a modal one would hold up all the rest; its own page must not take that for being closed.
 */
export function resting(node: HTMLElement, rests: boolean) {
  let away: HTMLDialogElement[] = [];
  const hush = (event: Event) => event.stopPropagation();

  function set(now: boolean) {
    node.hidden = now;
    if (now) {
      node.addEventListener('close', hush, true);
      away = [...node.querySelectorAll<HTMLDialogElement>('dialog[open]')];
      for (const dialog of away) dialog.close?.();
    } else {
      node.removeEventListener('close', hush, true);
      for (const dialog of away) if (dialog.isConnected) dialog.showModal?.();
      away = [];
    }
  }

  set(rests);
  return {
    update(now: boolean) {
      if (now !== node.hidden) set(now);
    },
  };
}
