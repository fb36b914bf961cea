import arrowLeft from '@phosphor-icons/core/assets/regular/arrow-left.svg?raw';
import arrowRight from '@phosphor-icons/core/assets/regular/arrow-right.svg?raw';
import check from '@phosphor-icons/core/assets/regular/check.svg?raw';
import checkBold from '@phosphor-icons/core/assets/bold/check-bold.svg?raw';
import clock from '@phosphor-icons/core/assets/regular/clock.svg?raw';
import downloadSimple from '@phosphor-icons/core/assets/regular/download-simple.svg?raw';
import eyeSlash from '@phosphor-icons/core/assets/regular/eye-slash.svg?raw';
import minus from '@phosphor-icons/core/assets/regular/minus.svg?raw';
import monitor from '@phosphor-icons/core/assets/regular/monitor.svg?raw';
import pencilSimple from '@phosphor-icons/core/assets/regular/pencil-simple.svg?raw';
import plus from '@phosphor-icons/core/assets/regular/plus.svg?raw';
import trash from '@phosphor-icons/core/assets/regular/trash.svg?raw';
import userCircle from '@phosphor-icons/core/assets/regular/user-circle.svg?raw';
import userCircleDashed from '@phosphor-icons/core/assets/regular/user-circle-dashed.svg?raw';
import wifiSlash from '@phosphor-icons/core/assets/regular/wifi-slash.svg?raw';
import x from '@phosphor-icons/core/assets/regular/x.svg?raw';

/** The icons of this page, from `@phosphor-icons/core`. An icon comes with a word. */
export const ICONS = {
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  check,
  'check-bold': checkBold,
  clock,
  'download-simple': downloadSimple,
  'eye-slash': eyeSlash,
  minus,
  monitor,
  'pencil-simple': pencilSimple,
  plus,
  trash,
  'user-circle': userCircle,
  'user-circle-dashed': userCircleDashed,
  'wifi-slash': wifiSlash,
  x,
} as const;

export type IconName = keyof typeof ICONS;
