import type { Room, Wish } from '@shared/room.svelte';

/** The room as a guest has it: the host's, with the guest's own part, and everything said in the guest's name. */
export function asGuest(room: Room, guest: string): Room {
  const spoken = (command: Wish): Wish => ({ type: 'speak_for', member: guest, command: command as Record<string, unknown> });
  return {
    get code() { return room.code; },
    get shared() { return room.shared; },
    get mine() { return room.guests[guest] ?? room.mine; },
    get lead() { return undefined; },
    get door() { return undefined; },
    get guests() { return {}; },
    get present() { return room.present; },
    get here() { return room.here; },
    get online() { return room.online; },
    get waiting() { return room.waiting; },
    get heldBack() { return room.heldBack; },
    get late() { return room.late; },
    set late(refusal) { room.late = refusal; },
    now: () => room.now(),
    send: (wish) => room.send(spoken(wish)),
    hold: (card) => room.hold(card),
    make: (wish) => room.make(spoken(wish)),
  };
}
