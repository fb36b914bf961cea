import type { Draft } from '@shared/net/drafts.svelte';
import type { Place, Room } from '@shared/room.svelte';
import { valueDraft, type Written } from './draft';
import { among, keep, shortlist, tap, without, type Kept } from './narrow';
import { OnPhone } from './onphone.svelte';

/** What one person writes, keeps on this phone and puts in. Nothing of it is sent before it is put in. */
export class Values {
  readonly field: Draft<Written>;
  readonly phone: OnPhone;

  constructor(private readonly room: Room, private readonly place: Place) {
    this.field = valueDraft(room.code, room.mine.member);
    this.phone = new OnPhone(room.code, room.mine.member);
  }

  /** How many more can be put in. */
  get places(): number {
    return Math.max(0, this.room.shared.settings.values_per_person - Object.keys(this.room.mine.values).length);
  }

  /** How many are kept on the way there. */
  get keeps(): number {
    const { keep_up_to, values_per_person } = this.room.shared.settings;
    return this.places + keep_up_to - values_per_person;
  }

  /** Whether there are so many that some are kept first. */
  get many(): boolean {
    return this.phone.items.length > this.keeps;
  }

  /** Those that the last step is about. */
  get short(): Kept[] {
    return shortlist(this.phone.items, this.keeps);
  }

  tap = (label: string): void => this.phone.change((items) => tap(items, label, this.keeps));

  move = (how: (items: Kept[]) => Kept[]): void => this.phone.change((items) => among(items, shortlist(items, this.keeps), how));

  keep = (written: Written): void => this.phone.change((items) => keep(items, written));

  remove = (item: Kept): void => this.phone.change((items) => without(items, item.label));

  /** Back into the field, to be changed. What stands in the field is kept first. */
  reopen = ({ label, story, show_story }: Kept): void => {
    const now = this.field.value;
    this.phone.change((items) => {
      const others = without(items, label);
      return now.label.trim() ? keep(others, now) : others;
    });
    const loose = now.label.trim() ? '' : now.story;
    this.field.value = { label, story: [story, loose].filter(Boolean).join('\n'), show_story };
  };

  /** Each is in the outbox from here on, so it may leave this phone; a refusal brings it back. */
  putIn = (items: Kept[]): void => {
    for (const item of items) {
      const { label, story, show_story } = item;
      void this.place.ask({ type: 'add_value', label, story, show_story }).then((done) => done || this.keep(item));
      this.remove(item);
    }
  };
}
