import { fold } from './deck';
import type { Written } from './draft';

/** A value on this device that hasn't been put in. */
export interface Kept extends Written {
  /** From the deck, as it stands there. */
  picked?: true;
  /** Left below the line by its owner. */
  out?: true;
  /** Among those that its owner keeps, where there are more than that. */
  kept?: true;
}

const same = (a: string) => (item: Kept): boolean => fold(item.label) === fold(a);

/** With one more that was written. A value that is there already keeps its story when the new one has none. */
export function keep(items: readonly Kept[], written: Written): Kept[] {
  const there = items.find(same(written.label));
  if (!there) return [...items, { ...written, label: written.label.trim() }];
  const kept = written.story.trim() || !there.story.trim() ? { ...written, label: written.label.trim() } : { ...there, label: written.label.trim() };
  return items.map((item) => (item === there ? kept : item));
}

export const without = (items: readonly Kept[], label: string): Kept[] => items.filter((item) => !same(label)(item));

export const has = (items: readonly Kept[], label: string): boolean => items.some(same(label));

/** Picked when it wasn't, and laid back when it was. What has a story isn't laid back by a tap: the story was typed. */
export function toggle(items: readonly Kept[], label: string, most: number): Kept[] {
  const there = items.find(same(label));
  if (there) return there.story.trim() ? [...items] : without(items, label);
  return items.length < most ? [...items, { label, story: '', show_story: false, picked: true }] : [...items];
}

/** Those that are kept, in a list of more than may be. */
export const keptOf = (items: readonly Kept[], most: number): Kept[] => items.filter((item) => item.kept).slice(0, most);

/** Kept when it wasn't and there's room for it, and let go when it was. */
export function tap(items: readonly Kept[], label: string, most: number): Kept[] {
  const kept = keptOf(items, most);
  return items.map((item) => {
    if (!same(label)(item)) return item;
    const { kept: _, ...free } = item;
    return kept.includes(item) ? free : kept.length < most ? { ...item, kept: true } : item;
  });
}

/** Those that the last step is about: all while there are few, else those that were kept. */
export const shortlist = (items: readonly Kept[], most: number): Kept[] => (items.length > most ? keptOf(items, most) : [...items]);

/** Moves some of them, and leaves the others where they are: below. */
export function among(items: readonly Kept[], some: readonly Kept[], how: (some: Kept[]) => Kept[]): Kept[] {
  return [...how([...some]), ...items.filter((item) => !some.includes(item))];
}

/** Those above the line, which go in while there's room for them, and those below. */
export function parted(items: readonly Kept[], room: number): { going: Kept[]; rest: Kept[] } {
  const going = items.filter((item) => !item.out).slice(0, room);
  return { going, rest: items.filter((item) => !going.includes(item)) };
}

/** Below the line with it. The others below stay there, though there's room above now. */
export function lower(items: readonly Kept[], room: number, label: string): Kept[] {
  const { going, rest } = parted(items, room);
  const down = going.filter(same(label));
  return [...going.filter((item) => !down.includes(item)), ...[...down, ...rest].map(below)];
}

/** Above the line with it; where there's no room, the last one above makes some. */
export function raise(items: readonly Kept[], room: number, label: string): Kept[] {
  const { going, rest } = parted(items, room);
  const up = rest.filter(same(label));
  const stays = going.slice(0, Math.max(0, room - up.length));
  return [...stays, ...up.map(above), ...[...going.slice(stays.length), ...rest.filter((item) => !up.includes(item))].map(below)];
}

const below = (item: Kept): Kept => ({ ...item, out: true });

function above(item: Kept): Kept {
  const { out: _, ...rest } = item;
  return rest;
}
