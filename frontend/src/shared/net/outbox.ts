import type { PublicCommand } from '../protocol';
import { drop, keys, load, save } from './keep';

export const MOST = 100;
const STALE_MS = 20_000;

interface Kept {
  at: number;
  commands: PublicCommand[];
}

/**
 * Commands that the server hasn't answered yet, in order; kept in localStorage by room, member and tab.
 *
 * A tab that dies leaves its list behind; the next one to open takes it over. Should both still send, the server
 * knows the ids and does nothing twice.
 */
export class Outbox {
  private commands: PublicCommand[] = [];
  private readonly key: string;
  private readonly prefix: string;

  constructor(room: string, member: string, tab: string, private readonly now: () => number = Date.now) {
    this.prefix = `touchstone:outbox:${room}:${member}:`;
    this.key = this.prefix + tab;
    this.adopt();
  }

  get waiting(): readonly PublicCommand[] {
    return this.commands;
  }

  /** False when a hundred wait already: then nothing is taken in. */
  add(command: PublicCommand): boolean {
    if (this.commands.length >= MOST) return false;
    this.commands = [...this.commands, command];
    this.keep();
    return true;
  }

  /** The server has answered this one for good. */
  settle(id: string): void {
    this.commands = this.commands.filter((command) => command.id !== id);
    this.keep();
  }

  /** Say that this tab lives, so that no other takes its list; gives what dead tabs have left since. */
  beat(): readonly PublicCommand[] {
    if (this.commands.length) this.keep();
    return this.adopt();
  }

  /** The page goes away: whoever comes next may take the list at once. */
  release(): void {
    if (this.commands.length) save(this.key, { at: 0, commands: this.commands });
  }

  private keep(): void {
    if (this.commands.length) save(this.key, { at: this.now(), commands: this.commands });
    else drop(this.key);
  }

  private adopt(): readonly PublicCommand[] {
    const adopted: PublicCommand[] = [];
    for (const key of keys(this.prefix)) {
      if (key === this.key) continue;
      const kept = load<Kept>(key);
      if (!kept || this.now() - kept.at < STALE_MS) continue;
      const known = new Set(this.commands.map((command) => command.id));
      const left = kept.commands.filter((command) => !known.has(command.id));
      this.commands = [...left, ...this.commands].slice(0, MOST);
      adopted.push(...left);
      drop(key);
      this.keep();
    }
    return adopted;
  }
}
