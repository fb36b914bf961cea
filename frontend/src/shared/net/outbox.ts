import type { PublicCommand } from '../commands';
import { drop, keys, load, save } from './keep';

export const MOST = 100;
const STALE_MS = 20_000;

/** What lies in a storage may have been spoilt there. */
const isCommand = (kept: unknown): boolean =>
  typeof kept === 'object' && kept !== null && ['id', 'type'].every((name) => typeof (kept as Record<string, unknown>)[name] === 'string');

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

  /** The server has answered this one for good; gives it, unless that was known already. */
  settle(id: string): PublicCommand | undefined {
    const settled = this.commands.find((command) => command.id === id);
    if (settled) {
      this.commands = this.commands.filter((command) => command !== settled);
      this.keep();
    }
    return settled;
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

  /** The room is over for this member: nothing of it will ever be sent. */
  forget(): void {
    this.commands = [];
    this.keep();
  }

  private keep(): void {
    if (this.commands.length) save(this.key, { at: this.now(), commands: this.commands });
    else drop(this.key);
  }

  /** As many as there is room for; the others stay where they are. */
  private adopt(): readonly PublicCommand[] {
    const adopted: PublicCommand[] = [];
    for (const key of keys(this.prefix)) {
      const kept = key === this.key ? undefined : load<Kept>(key);
      if (!kept || !Array.isArray(kept.commands) || this.lives(kept)) continue;
      const known = new Set(this.commands.map((command) => command.id));
      const left = kept.commands.filter((command) => isCommand(command) && !known.has(command.id));
      const taken = left.slice(0, MOST - this.commands.length);
      const rest = left.slice(taken.length);
      adopted.push(...taken);
      this.commands = [...taken, ...this.commands];
      // Kept here before it is dropped there: a battery may die in between.
      if (taken.length) this.keep();
      if (rest.length) save(key, { at: 0, commands: rest });
      else drop(key);
    }
    return adopted;
  }

  /** A clock that was put back makes marks of the future: those are old ones. */
  private lives(kept: Kept): boolean {
    return Math.abs(this.now() - kept.at) < STALE_MS;
  }
}
