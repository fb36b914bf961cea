import { onDestroy } from 'svelte';
import type { Room } from './room.svelte';

const AFTER_MS = 1_000;
const BACK_MS = 2_500;

/** What a page says about its line: a blink isn't worth a word, and what was said doesn't flicker when the line comes and goes. */
export class Said {
  now: 'nothing' | 'away' | 'back' = $state('nothing');
  private timer: ReturnType<typeof setTimeout> | undefined;

  hear(online: boolean): void {
    clearTimeout(this.timer);
    if (!online) {
      if (this.now !== 'away') this.timer = setTimeout(() => (this.now = 'away'), AFTER_MS);
    } else if (this.now !== 'nothing') {
      this.now = 'back';
      this.timer = setTimeout(() => (this.now = 'nothing'), BACK_MS);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

export function saidOfLine(room: Room): { readonly now: Said['now'] } {
  const said = new Said();
  $effect(() => said.hear(room.online));
  onDestroy(() => said.stop());
  return said;
}
