import { day } from './i18n';
import type { SharedView } from './protocol';

/** What stands in the charter as not agreed yet: each name, with the day on which it's looked at again. */
export const leftOpen = (view: SharedView): { name: string; day: string }[] =>
  (view.charter?.open ?? []).flatMap((id) => {
    const value = view.agree?.values[id];
    return value ? [{ name: value.name, day: value.date ? day(value.date) : '' }] : [];
  });
