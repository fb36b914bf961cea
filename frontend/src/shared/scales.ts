import type { SettingsView } from './protocol';
import type { Shade } from './ui/looks';
import { t } from './stage-words';

export type Scale = SettingsView['scale'];
export const SCALES: readonly Scale[] = ['kaner', 'fist', 'consent'];

/** The shades that answers on a scale come to, from the most in favour to the least. */
export const SHADES: Record<Scale, readonly Exclude<Shade, 'out'>[]> = {
  kaner: ['full', 'minor', 'reservations', 'along', 'talk', 'against'],
  fist: ['full', 'minor', 'reservations', 'talk', 'against'],
  consent: ['full', 'reservations', 'against'],
};

const KANER = {
  full: 'level.full', minor: 'level.minor', reservations: 'level.reservations', along: 'level.along',
  talk: 'level.talk', against: 'level.against', out: 'level.out',
} as const;

const WORDS = {
  kaner: KANER,
  fist: { ...KANER, full: 'level.fist.full', minor: 'level.fist.minor', reservations: 'level.fist.reservations', talk: 'level.fist.talk', against: 'level.fist.against' },
  consent: { ...KANER, full: 'level.consent.full', reservations: 'level.consent.reservations', against: 'level.consent.against' },
} as const;

/** What a shade is called where people answer on this scale. */
export const level = (scale: Scale, shade: Shade): string => t(WORDS[scale][shade]);
