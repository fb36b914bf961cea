import { Draft } from '@shared/net/drafts.svelte';
import type { Kept } from './narrow';

const NONE: Kept[] = [];

/** What this person has written or picked and not put in: on this device alone, in their own order. */
export class OnPhone {
  private draft = $state.raw() as Draft<Kept[]>;

  constructor(private readonly room: string, private readonly member: string) {
    this.draft = this.stored();
  }

  get items(): Kept[] {
    return this.draft.value;
  }

  /** Changes what is stored now: another tab of the same person may have kept something meanwhile. */
  change(how: (items: Kept[]) => Kept[]): void {
    const stored = this.stored();
    const items = how(stored.value);
    if (items.length) stored.value = items;
    else stored.clear();
    this.draft = stored;
  }

  /** What another tab has kept or put in is so here as well. */
  follow(): () => void {
    const look = () => (this.draft = this.stored());
    addEventListener('storage', look);
    return () => removeEventListener('storage', look);
  }

  private stored(): Draft<Kept[]> {
    return new Draft(this.room, this.member, 'kept', NONE);
  }
}
