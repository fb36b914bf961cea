/** Gives each newcomer its turn: one every `beat` ms. Past `most` in the queue there is none, and one simply is there. */
export class Arrivals {
  private next = 0;

  constructor(
    private readonly beat: number,
    private readonly most: number,
  ) {}

  /** Milliseconds to wait from `now`, or nothing when the queue is too long. */
  turn(now: number): number | undefined {
    const at = Math.max(now, this.next);
    if (at - now > this.beat * this.most) return undefined;
    this.next = at + this.beat;
    return at - now;
  }
}
