import { hour, weekday } from './i18n';
import type { SharedView } from './protocol';

export type Pause = NonNullable<SharedView['pause']>;
/** `open`: nobody said until when; `break`: later on the same day; `day`: another day. */
export type Rest = { kind: 'open' } | { kind: 'break' | 'day'; until: number; time: string; day: string };

/** What a pause is to whoever reads it: the calendar and the hour are their own. */
export function rest(pause: Pause): Rest {
  if (!pause.until) return { kind: 'open' };
  const same = new Date(pause.since).toDateString() === new Date(pause.until).toDateString();
  return { kind: same ? 'break' : 'day', until: Date.parse(pause.until), time: hour(pause.until), day: weekday(pause.until) };
}

/** Seconds until it goes on; nothing where there's nothing to count down. */
export const toGo = (of: Rest, now: number): number | undefined => (of.kind === 'break' ? Math.max(0, Math.ceil((of.until - now) / 1000)) : undefined);
