/** What is pressed in here doesn't lift the card. The drag listens natively on the card, so this must too. */
export function still(node: HTMLElement): { destroy: () => void } {
  const stop = (event: Event) => event.stopPropagation();
  const pressed = ['mousedown', 'touchstart'];
  for (const type of pressed) node.addEventListener(type, stop, { passive: true });
  return {
    destroy: () => {
      for (const type of pressed) node.removeEventListener(type, stop);
    },
  };
}
