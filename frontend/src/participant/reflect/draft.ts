import { Draft } from '@shared/net/drafts.svelte';

export interface Written {
  label: string;
  story: string;
  show_story: boolean;
}

export const NOTHING: Written = { label: '', story: '', show_story: false };
export const LABEL_LIMIT = 60;
export const STORY_LIMIT = 500;

/** What is being written on this device, and hasn't been put in. */
export const valueDraft = (room: string, member: string): Draft<Written> => new Draft(room, member, 'value', NOTHING);

/** A change to a value that is there already, until it is put in. */
export const changeDraft = (room: string, member: string, value: string, now: Written): Draft<Written> =>
  new Draft(room, member, `value:${value}`, now);

