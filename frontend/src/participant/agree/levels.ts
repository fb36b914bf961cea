import type { MyAnswerView } from '@shared/protocol';
import type { Shade } from '@shared/ui/looks';

export type Level = MyAnswerView['level'];

export interface Choice {
  key: 'for' | 'along' | 'talk' | 'against' | 'out';
  shade: Shade;
  shades: readonly { level: Level; shade: Shade; key: 'full' | 'minor' | 'reservations' | 'serious' | 'veto' }[];
  level?: Level;
}

/** Two taps: first where one stands, then, where there are several, the shade (Kaner's gradients; method.md). */
export const CHOICES: readonly Choice[] = [
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
  { key: 'out', shade: 'out', shades: [], level: 4 },
];

export const choiceOf = (level: Level): Choice =>
  CHOICES.find((choice) => choice.level === level || choice.shades.some((shade) => shade.level === level)) ?? CHOICES[0]!;
