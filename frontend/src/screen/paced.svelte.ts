import { onDestroy } from 'svelte';

const PACE_MS = 150;

/** Lets the first of many through at once, and of those that follow within `ms` the last when that time is over. */
export class Pace {
  private last = -Infinity;
  private waits: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ms: number) {}

  take(draw: () => void): void {
    clearTimeout(this.waits);
    const now = () => {
      this.last = performance.now();
      draw();
    };
    const left = this.last + this.ms - performance.now();
    if (left <= 0) now();
    else this.waits = setTimeout(now, left);
  }

  stop(): void {
    clearTimeout(this.waits);
  }
}

/** A view as it is drawn: a change after a rest at once, many of them a few times a second. A wall of slips is dear to lay out. */
export function paced<T>(view: () => T): { readonly now: T } {
  const pace = new Pace(PACE_MS);
  let now = $state.raw(view());
  $effect.pre(() => {
    const next = view();
    pace.take(() => (now = next));
  });
  onDestroy(() => pace.stop());
  return {
    get now() {
      return now;
    },
  };
}
