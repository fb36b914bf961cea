import type { MemberView, SharedView } from '@shared/protocol';
import { byName } from '@shared/order';

export interface Person extends MemberView {
  readonly id: string;
  /** Connected, or a guest, who is in the room without a phone. */
  readonly here: boolean;
}

export const person = (id: string, member: MemberView, here: readonly string[]): Person => ({
  ...member,
  id,
  here: member.kind === 'guest' || here.includes(id),
});

/** Everyone who takes part, by name. */
export const people = (shared: SharedView, here: readonly string[]): Person[] =>
  byName(shared.members)
    .filter(([, member]) => member.takes_part)
    .map(([id, member]) => person(id, member, here));
