import { drop, load, save } from './keep';

/** Of the same kind, as far as it is there: what lies in a storage may have been spoilt. */
function alike(kept: unknown, empty: unknown): boolean {
  if (empty === null || typeof empty !== 'object') return typeof kept === typeof empty;
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept) !== Array.isArray(empty)) return false;
  return Object.entries(empty).every(([name, part]) => !(name in kept) || alike((kept as Record<string, unknown>)[name], part));
}

/** Something half-typed that survives a reload, a lost network and a dead battery; kept on this device alone. */
export class Draft<T> {
  private readonly key: string;
  private held: T = $state.raw() as T;

  constructor(room: string, member: string, purpose: string, private readonly empty: T) {
    this.key = `touchstone:draft:${room}:${member}:${purpose}`;
    const kept = load<T>(this.key);
    this.held = kept !== undefined && alike(kept, empty) ? kept : empty;
  }

  get value(): T {
    return this.held;
  }

  set value(value: T) {
    this.held = value;
    save(this.key, value);
  }

  clear(): void {
    this.held = this.empty;
    drop(this.key);
  }

  /** It is in the outbox from here on, so the field is emptied at once; a refusal brings it back where nothing newer was typed. */
  async handIn(asked: Promise<boolean>): Promise<boolean> {
    const written = this.held;
    this.clear();
    const done = await asked;
    if (!done && load<T>(this.key) === undefined) this.value = written;
    return done;
  }
}
