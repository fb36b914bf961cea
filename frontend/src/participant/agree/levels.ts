import type { MyAnswerView } from '@shared/protocol';
import type { Scale } from '@shared/scales';
import type { Shade } from '@shared/ui/looks';

export type Level = MyAnswerView['level'];

export interface Choice {
  key: 'for' | 'along' | 'talk' | 'against' | 'out' | 'five' | 'four' | 'three' | 'two' | 'one' | 'none' | 'agree' | 'concern' | 'object';
  shade: Shade;
  shades: readonly { level: Level; shade: Shade; key: 'full' | 'minor' | 'reservations' | 'serious' | 'veto' }[];
  level?: Level;
  /** Fingers of a hand. */
  fingers?: number;
}

const OUT: Choice = { key: 'out', shade: 'out', shades: [], level: 4 };

/** On Kaner's scale two taps: first where one stands, then, where there are several, the shade; on the others one (method.md). */
export const CHOICES: Record<Scale, readonly Choice[]> = {
  kaner: [
    {
      key: 'for',
      shade: 'full',
      shades: [
        { level: 1, shade: 'full', key: 'full' },
        { level: 2, shade: 'minor', key: 'minor' },
        { level: 3, shade: 'reservations', key: 'reservations' },
      ],
    },
    { key: 'along', shade: 'along', shades: [], level: 6 },
    { key: 'talk', shade: 'talk', shades: [], level: 5 },
    {
      key: 'against',
      shade: 'against',
      shades: [
        { level: 7, shade: 'against', key: 'serious' },
        { level: 8, shade: 'against', key: 'veto' },
      ],
    },
    OUT,
  ],
  fist: [
    { key: 'five', shade: 'full', shades: [], level: 1, fingers: 5 },
    { key: 'four', shade: 'minor', shades: [], level: 2, fingers: 4 },
    { key: 'three', shade: 'reservations', shades: [], level: 3, fingers: 3 },
    { key: 'two', shade: 'talk', shades: [], level: 5, fingers: 2 },
    { key: 'one', shade: 'against', shades: [], level: 7, fingers: 1 },
    { key: 'none', shade: 'against', shades: [], level: 8, fingers: 0 },
  ],
  consent: [
    { key: 'agree', shade: 'full', shades: [], level: 1 },
    { key: 'concern', shade: 'reservations', shades: [], level: 3 },
    { key: 'object', shade: 'against', shades: [], level: 8 },
    OUT,
  ],
};

export const choiceOf = (scale: Scale, level: Level): Choice =>
  CHOICES[scale].find((choice) => choice.level === level || choice.shades.some((shade) => shade.level === level)) ?? CHOICES[scale][0]!;
