import shared from '@locales/en/shared.json';
import stages from '@locales/en/stages.json';
import told_words from '@locales/en/told.json';
import { speak } from '../i18n';
import type { SharedView } from '../protocol';

export const { t, tn } = speak({ ...shared, ...stages, ...told_words });
const [FROM, TO] = ['\u2068', '\u2069'];

/** What somebody wrote, isolated: a name from right to left turns nothing around it. */
export const own = (text: string): string => `${FROM}${text}${TO}`;
export const quote = (text: string): string => t('told.quote', { text: own(text) });

/** A sentence in pieces: what people wrote, and the words around it. */
export const pieces = (sentence: string): { text: string; own: boolean }[] =>
  sentence.split(new RegExp(`(${FROM}[^${TO}]*${TO})`)).filter(Boolean)
    .map((piece) => (piece.startsWith(FROM) ? { text: piece.slice(1, -1), own: true } : { text: piece, own: false }));

export { inWords as list } from '../names';

export const ended = (text: string): string => (/[.!?…。؟”]\u2069?$/.test(text) ? text : `${text}.`);
export const counted = (name: string, count: number): string => (count > 1 ? t('told.counted', { name: own(name), count }) : own(name));

export const last = <T>(items: readonly T[]): T | undefined => items[items.length - 1];
export const nameOf = (view: SharedView, cluster: string): string => view.agree?.values[cluster]?.name || view.clusters?.[cluster]?.name || t('unnamed');
export const inSet = (view: SharedView): string[] => view.set ?? view.vote?.proposed ?? [];
