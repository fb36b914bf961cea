import type { PublicCommand } from '../commands';

/** Bytes of one message that the server takes (`message_limit`). */
export const MOST_BYTES = 16_000;
const MOST = 20;
const UNANSWERED_MS = 10_000;

export const bytes = (command: object): number => new TextEncoder().encode(JSON.stringify(command)).length + 1;

/**
 * Sends what waits in its order: one message at a time, the next when all of it is answered.
 *
 * Otherwise a command that is refused for now ("too fast", "not stored") would be overtaken by the one after it, and
 * a dot that was placed and lifted would be there in the end.
 */
export class Sending {
  private readonly flying = new Set<string>();
  private most = MOST;
  private live = false;
  private held = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly waiting: () => readonly PublicCommand[],
    private readonly send: (commands: readonly PublicCommand[]) => void,
  ) {}

  /** The line lives: begin with the first that waits. */
  start(): void {
    this.live = true;
    this.anew();
  }

  /** The line is cut: what was under way may have arrived or not, and is sent again by `start`. */
  stop(): void {
    this.live = false;
    clearTimeout(this.timer);
  }

  /** Something waits. */
  go(): void {
    if (!this.live || this.held || this.flying.size) return;
    const batch = this.batch();
    if (!batch.length) return;
    for (const command of batch) this.flying.add(command.id);
    this.again(UNANSWERED_MS);
    this.send(batch);
  }

  /** This one is done with. */
  answered(id: string): void {
    if (!this.flying.delete(id) || this.flying.size || this.held) return;
    clearTimeout(this.timer);
    this.most = Math.min(MOST, this.most * 2);
    this.go();
  }

  /** Not now: all that waits stands still for so long, and goes on more slowly. */
  later(ms: number): void {
    this.held = true;
    this.most = 1;
    this.again(ms);
  }

  private again(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.anew(), ms);
  }

  private anew(): void {
    this.held = false;
    this.flying.clear();
    this.go();
  }

  private batch(): PublicCommand[] {
    const batch: PublicCommand[] = [];
    let size = 2;
    for (const command of this.waiting().slice(0, this.most)) {
      size += bytes(command);
      if (batch.length && size > MOST_BYTES) break;
      batch.push(command);
    }
    return batch;
  }
}
