/** A field or button that takes the focus as soon as it is there. */
export const focused = (node: HTMLElement): void => node.focus();
