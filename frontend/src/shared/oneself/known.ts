import { Draft } from '../net/drafts.svelte';
import type { Room } from '../room.svelte';

let kept: Draft<string[]> | undefined;

/** The devices that this one has told of, on this page and after a reload; one page, one person. */
export const known = (room: Room): Draft<string[]> => (kept ??= new Draft<string[]>(room.code, room.mine.member, 'devices', []));
