import { cubicInOut } from 'svelte/easing';
import type { TransitionConfig } from 'svelte/transition';
import { calm } from './kit';

const MOVE = 320; // as --m-move
const FRESH = 200;

const from = (x: number, y: number): TransitionConfig => ({
  duration: calm() ? 0 : MOVE,
  easing: cubicInOut,
  css: (_, u) => `transform: translate(${x * u}px, ${y * u}px)`,
});

/** Within a list: along a straight line, without the stretching that a change of size would bring. */
export const slide = (_: Element, at: { from: DOMRect; to: DOMRect }): TransitionConfig =>
  from(at.from.left - at.to.left, at.from.top - at.to.top);

const left = new Map<string, { x: number; y: number; at: number }>();

/** A card leaves its tray at once, and is remembered where it was. */
export function leave(node: Element, card: string): TransitionConfig {
  const { x, y } = node.getBoundingClientRect();
  left.set(card, { x, y, at: performance.now() });
  return { duration: 0 };
}

/** A card comes from where it has just left; a new one is simply there. */
export const come = (node: Element, card: string) => (): TransitionConfig => {
  const was = left.get(card);
  left.delete(card);
  if (!was || performance.now() - was.at > FRESH) return { duration: 0 };
  const { x, y } = node.getBoundingClientRect();
  return from(was.x - x, was.y - y);
};
