import { merge } from '@shared/net/merge';
import { LiveRoom } from '@shared/net/room.svelte';
import type { DoorView, ServerFrame } from '@shared/protocol';

/** The room with what the console alone needs: phones don't load this. */
export class ConsoleRoom extends LiveRoom {
  door: DoorView | undefined = $state.raw();

  constructor(code: string, member: string, screen = false, first?: ServerFrame) {
    super(code, member, screen, first);
    if (first) this.more(first);
  }

  protected override more(frame: ServerFrame): void {
    if (frame.type === 'snapshot' && frame.door !== undefined) this.door = frame.door ?? undefined;
    if (frame.type === 'patch' && frame.door !== undefined) this.door = frame.door ? merge(this.door, frame.door) : undefined;
  }
}
