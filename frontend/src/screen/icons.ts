import check from '@phosphor-icons/core/assets/regular/check.svg?raw';
import eyeSlash from '@phosphor-icons/core/assets/regular/eye-slash.svg?raw';

/** The icons of this page, from `@phosphor-icons/core`. An icon comes with a word. */
export const ICONS = {
  check,
  'eye-slash': eyeSlash,
} as const;

export type IconName = keyof typeof ICONS;
