import type { MemberView, SharedView } from '@shared/protocol';
import { asking } from '@shared/vote';
import type { Person } from '../people';

/** Whether this entry could be the other one of `one`: not the host's, and for somebody with a phone one with a phone. */
export const couldBe = (one: Person, id: string, other: MemberView): boolean =>
  id !== one.id && other.kind !== 'host' && (one.kind === 'guest' || other.kind !== 'guest');

/** Whether something is being answered now. */
export const ballotOpen = (shared: SharedView): boolean =>
  asking(shared.vote) !== undefined || Object.values(shared.agree?.values ?? {}).some(({ rounds }) => rounds.some(({ state }) => state === 'open'));
