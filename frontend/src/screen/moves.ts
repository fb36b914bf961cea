import { cubicInOut } from 'svelte/easing';
import type { TransitionConfig } from 'svelte/transition';
import { calm } from './kit';

const MOVE = 320; // as --m-move
const EASE = 'cubic-bezier(0.65, 0, 0.35, 1)'; // as cubicInOut
const FRESH = 200;

const from = (x: number, y: number): TransitionConfig => ({
  duration: calm() ? 0 : MOVE,
  easing: cubicInOut,
  css: (_, u) => `transform: translate(${x * u}px, ${y * u}px)`,
});

/**
 * Within a list: along a straight line, without the stretching that a change of size would bring. The browser plays it by
 * itself, on top of one that is still under way: a full board has no time for a table of steps for each card.
 */
export function slide(node: Element, at: { from: DOMRect; to: DOMRect }): TransitionConfig {
  const [x, y] = [at.from.left - at.to.left, at.from.top - at.to.top];
  if (!moving.length) queueMicrotask(start);
  moving.push(() => node.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], { duration: MOVE, easing: EASE, composite: 'add' }));
  return { duration: 0 };
}

let moving: (() => void)[] = [];

/** All together, once each card is measured: what moves already would have to be worked out anew for the next one. */
function start(): void {
  const all = moving;
  moving = [];
  if (!calm()) for (const move of all) move();
}

const left = new Map<string, { x: number; y: number; at: number }>();

/** A card leaves its tray at once, and is remembered where it was; not one that only has no room there any more. */
export function leave(node: Element, { card, moved }: { card: string; moved: () => boolean }): TransitionConfig {
  if (!moved()) return { duration: 0 };
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
