import { Arrivals } from './arrivals';
import { calm } from './kit';

// As --m-arrive, --m-swap, --m-beat and --e-land: who waits for a turn can't be told in CSS alone.
const ARRIVE = 520;
const SWAP = () => (calm() ? 120 : 180);
const BEAT = 140;
const MOST = 24;
const LAND = 'cubic-bezier(0.25, 1.25, 0.45, 1)';

const arrivals = new Arrivals(BEAT, MOST);

/**
 * A slip lands, or a person arrives: one after the other, never more than six in the air. Only opacity and transform
 * move, in two keyframes that the browser plays by itself: a wall that fills up has no time to draw each step.
 * With `comes` false it is there already.
 */
export function land(node: Element, comes = true): void {
  if (!comes) return;
  const delay = calm() ? undefined : arrivals.turn(performance.now());
  const way = delay === undefined ? {} : { transform: 'translateY(calc(-6 * var(--u))) rotate(1.5deg)' };
  const time = delay === undefined ? { delay: calm() ? 0 : BEAT * MOST, duration: SWAP() } : { delay, duration: ARRIVE, easing: LAND };
  node.animate([{ opacity: 0, ...way }, { opacity: 1, offset: 0.5 }, {}], { ...time, fill: 'backwards' });
}
