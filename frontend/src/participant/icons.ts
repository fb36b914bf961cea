import arrowDown from '@phosphor-icons/core/assets/regular/arrow-down.svg?raw';
import arrowLeft from '@phosphor-icons/core/assets/regular/arrow-left.svg?raw';
import arrowRight from '@phosphor-icons/core/assets/regular/arrow-right.svg?raw';
import arrowUp from '@phosphor-icons/core/assets/regular/arrow-up.svg?raw';
import arrowUUpLeft from '@phosphor-icons/core/assets/regular/arrow-u-up-left.svg?raw';
import arrowsMerge from '@phosphor-icons/core/assets/regular/arrows-merge.svg?raw';
import cards from '@phosphor-icons/core/assets/regular/cards.svg?raw';
import chatCircleText from '@phosphor-icons/core/assets/regular/chat-circle-text.svg?raw';
import check from '@phosphor-icons/core/assets/regular/check.svg?raw';
import checkBold from '@phosphor-icons/core/assets/bold/check-bold.svg?raw';
import clock from '@phosphor-icons/core/assets/regular/clock.svg?raw';
import dotsThree from '@phosphor-icons/core/assets/regular/dots-three.svg?raw';
import downloadSimple from '@phosphor-icons/core/assets/regular/download-simple.svg?raw';
import eyeSlash from '@phosphor-icons/core/assets/regular/eye-slash.svg?raw';
import fileText from '@phosphor-icons/core/assets/regular/file-text.svg?raw';
import magnifyingGlass from '@phosphor-icons/core/assets/regular/magnifying-glass.svg?raw';
import megaphoneSimple from '@phosphor-icons/core/assets/regular/megaphone-simple.svg?raw';
import minus from '@phosphor-icons/core/assets/regular/minus.svg?raw';
import monitor from '@phosphor-icons/core/assets/regular/monitor.svg?raw';
import pencilSimple from '@phosphor-icons/core/assets/regular/pencil-simple.svg?raw';
import plus from '@phosphor-icons/core/assets/regular/plus.svg?raw';
import pushPin from '@phosphor-icons/core/assets/regular/push-pin.svg?raw';
import signature from '@phosphor-icons/core/assets/regular/signature.svg?raw';
import trash from '@phosphor-icons/core/assets/regular/trash.svg?raw';
import userCircle from '@phosphor-icons/core/assets/regular/user-circle.svg?raw';
import userCircleDashed from '@phosphor-icons/core/assets/regular/user-circle-dashed.svg?raw';
import warningCircle from '@phosphor-icons/core/assets/regular/warning-circle.svg?raw';
import wifiSlash from '@phosphor-icons/core/assets/regular/wifi-slash.svg?raw';
import x from '@phosphor-icons/core/assets/regular/x.svg?raw';

/** The icons of this page, from `@phosphor-icons/core`. An icon comes with a word. */
export const ICONS = {
  'arrow-down': arrowDown,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  'arrow-up': arrowUp,
  'arrow-u-up-left': arrowUUpLeft,
  'arrows-merge': arrowsMerge,
  cards,
  'chat-circle-text': chatCircleText,
  check,
  'check-bold': checkBold,
  clock,
  'dots-three': dotsThree,
  'download-simple': downloadSimple,
  'eye-slash': eyeSlash,
  'file-text': fileText,
  'magnifying-glass': magnifyingGlass,
  'megaphone-simple': megaphoneSimple,
  minus,
  monitor,
  'pencil-simple': pencilSimple,
  plus,
  'push-pin': pushPin,
  signature,
  trash,
  'user-circle': userCircle,
  'user-circle-dashed': userCircleDashed,
  'warning-circle': warningCircle,
  'wifi-slash': wifiSlash,
  x,
} as const;

export type IconName = keyof typeof ICONS;
