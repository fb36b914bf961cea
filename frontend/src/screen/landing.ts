import type { TransitionConfig } from 'svelte/transition';
import { Arrivals } from './arrivals';
import { calm } from './kit';

// As --m-arrive, --m-swap and --m-beat: a transition that waits its turn can't be told in CSS alone.
const ARRIVE = 520;
const SWAP = 180;
const BEAT = 140;
const MOST = 24;

const arrivals = new Arrivals(BEAT, MOST);

/** A slip lands, or a person arrives: one after the other, never more than six in the air; only opacity and transform move. */
export function land(_: Element): TransitionConfig {
  if (calm()) return { duration: 120, css: (t) => `opacity: ${t}` };
  const delay = arrivals.turn(performance.now());
  if (delay === undefined) return { delay: BEAT * MOST, duration: SWAP, css: (t) => `opacity: ${t}` };
  return { delay, duration: ARRIVE, easing: settle, css: (t, u) => `opacity: ${Math.min(1, t * 2)}; transform: translateY(calc(${-6 * u} * var(--u))) rotate(${1.5 * u}deg)` };
}

/** Comes to rest with a slight overshoot, as --e-land. */
const settle = (t: number): number => 1 + 2.1 * (t - 1) ** 3 + 1.1 * (t - 1) ** 2;
