import type { Room } from './room.svelte';

const AGAIN_MS = 10_000;
const TIMES = 5;

/** A card in this person's hand, which nobody else moves meanwhile; for a minute at most, so that a phone put away frees it. */
export class Hand {
  private again: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly room: Room) {}

  /** Gives the sentence of the refusal, when it can't be had. */
  take(card: string): Promise<string | undefined> {
    clearInterval(this.again);
    let left = TIMES;
    this.again = setInterval(() => {
      if (left-- > 0) void this.room.hold(card);
      else clearInterval(this.again);
    }, AGAIN_MS);
    return this.room.hold(card);
  }

  letGo(): void {
    if (this.again === undefined) return;
    clearInterval(this.again);
    this.again = undefined;
    void this.room.hold();
  }
}
