import { Draft } from '@shared/net/drafts.svelte';
import type { MyDraftView } from '@shared/protocol';
import type { Place, Room } from '@shared/room.svelte';

export interface Text {
  statement: string;
  behaviour: string;
}

/** `base`: the save of this draft that it was written over. */
type Typed = Text & { draft?: string; base?: string };

const EMPTY: Text = { statement: '', behaviour: '' };
const only = ({ statement, behaviour }: Text): Text => ({ statement, behaviour });
const same = (one: Text, other: Text): boolean => one.statement.trim() === other.statement.trim() && one.behaviour.trim() === other.behaviour.trim();

/** What someone types into their group's draft: on this device until it is saved, and never lost to what others save. */
export class Typing {
  private readonly kept: Draft<Typed | null>;

  constructor(private readonly room: Room, private readonly cluster: string) {
    this.kept = new Draft<Typed | null>(room.code, room.mine.member, `draft:${cluster}`, null);
  }

  /** The group's draft as it is now; nothing when I draft none for this value. */
  private get saved(): MyDraftView | undefined {
    const draft = this.room.mine.draft;
    return draft?.cluster === this.cluster ? draft : undefined;
  }

  /** What stands in the fields. */
  get text(): Text {
    return only(this.kept.value ?? this.saved ?? EMPTY);
  }

  get unsaved(): boolean {
    return !same(this.text, this.saved ?? EMPTY);
  }

  /** Somebody else's text, saved while one was typing. */
  get theirs(): Text | undefined {
    const saved = this.saved;
    return saved && this.unsaved && saved.base !== this.base ? only(saved) : undefined;
  }

  type(change: Partial<Text>): void {
    this.over(this.kept.value ? this.base : this.saved?.base, { ...this.text, ...change });
  }

  takeTheirs(): void {
    this.kept.clear();
  }

  /** Mine is to stand in the place of theirs. */
  keepMine(place: Place): Promise<void> {
    this.over(this.saved?.base, this.text);
    return this.save(place);
  }

  async save(place: Place): Promise<void> {
    const [sent, saved, base] = [this.kept.value, this.saved, this.base];
    if (!sent || !saved) return;
    this.kept.clear();
    const done = await place.ask({ type: 'save_draft', draft: saved.draft, ...only(sent), ...(base ? { base } : {}) });
    if (!done) this.kept.value ??= sent;
  }

  /** What was typed and not saved in time, to be put in another way; here it is gone then. */
  handOver(part: keyof Text): string {
    const left = this.saved ? '' : this.text[part].trim();
    if (left) this.type({ [part]: '' });
    return left;
  }

  private get base(): string | undefined {
    const typed = this.kept.value;
    return typed && typed.draft === this.saved?.draft ? typed.base : undefined;
  }

  private over(base: string | undefined, text: Text): void {
    const draft = this.saved?.draft;
    this.kept.value = { ...text, ...(draft ? { draft } : {}), ...(base ? { base } : {}) };
  }
}
