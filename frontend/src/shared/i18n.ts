/** Sentences from flat catalogues: `t('phone.here', { name })`; `tn('phone.left', 3)` takes `.one` or `.other`. */

export type Params = Record<string, string | number>;
type Stem<K extends string> = K extends `${infer S}.other` ? S : never;

const rules = new Intl.PluralRules('en');

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Words that are read from the right, isolated: they turn nothing around them. What is isolated already stays so. */
const apart = (text: string): string => (FROM_RIGHT.test(text) && !text.includes('\u2068') ? `\u2068${text}\u2069` : text);

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in params ? apart(String(params[name])) : hole));

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `t` and `tn` over a catalogue. A key that isn't in it is a type error. */
export function speak<C extends Record<string, string>>(catalogue: C) {
  const t = (key: keyof C & string, params: Params = {}): string => fill(catalogue[key] ?? key, params);
  /** `{n}` is the figure, `{count}` and `{Count}` its word where there is one. */
  const tn = (key: Stem<keyof C & string>, n: number, params: Params = {}): string => {
    const word = catalogue[`number.${n}`] ?? String(n);
    const form = catalogue[`${key}.${rules.select(n)}`] ?? catalogue[`${key}.other`] ?? key;
    return fill(form, { n, count: word, Count: capital(word), ...params });
  };
  return { t, tn };
}

/** Minutes and seconds, as a timer shows them. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** A date in words, without its year. */
export const day = (iso: string): string =>
  new Date(iso.length === 10 ? `${iso}T12:00:00` : iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });

/** The hour at which something is, on the reader's own clock. */
export const hour = (iso: string): string => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A day with its name, for what is near. */
export const weekday = (iso: string): string => new Date(iso).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');

/** A room code as people read it: ABC-DEF. */
export const shownCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;
