import airplaneLanding from '@phosphor-icons/core/assets/regular/airplane-landing.svg?raw';
import arrowLeft from '@phosphor-icons/core/assets/regular/arrow-left.svg?raw';
import arrowRight from '@phosphor-icons/core/assets/regular/arrow-right.svg?raw';
import arrowUUpLeft from '@phosphor-icons/core/assets/regular/arrow-u-up-left.svg?raw';
import arrowUUpRight from '@phosphor-icons/core/assets/regular/arrow-u-up-right.svg?raw';
import arrowsMerge from '@phosphor-icons/core/assets/regular/arrows-merge.svg?raw';
import cards from '@phosphor-icons/core/assets/regular/cards.svg?raw';
import arrowsSplit from '@phosphor-icons/core/assets/regular/arrows-split.svg?raw';
import caretDown from '@phosphor-icons/core/assets/regular/caret-down.svg?raw';
import chatCircleText from '@phosphor-icons/core/assets/regular/chat-circle-text.svg?raw';
import check from '@phosphor-icons/core/assets/regular/check.svg?raw';
import checkCircleFill from '@phosphor-icons/core/assets/fill/check-circle-fill.svg?raw';
import circlesThree from '@phosphor-icons/core/assets/regular/circles-three.svg?raw';
import clock from '@phosphor-icons/core/assets/regular/clock.svg?raw';
import deviceMobile from '@phosphor-icons/core/assets/regular/device-mobile.svg?raw';
import devices from '@phosphor-icons/core/assets/regular/devices.svg?raw';
import door from '@phosphor-icons/core/assets/regular/door.svg?raw';
import dotsThree from '@phosphor-icons/core/assets/regular/dots-three.svg?raw';
import dotsThreeVertical from '@phosphor-icons/core/assets/regular/dots-three-vertical.svg?raw';
import downloadSimple from '@phosphor-icons/core/assets/regular/download-simple.svg?raw';
import eye from '@phosphor-icons/core/assets/regular/eye.svg?raw';
import eyeClosed from '@phosphor-icons/core/assets/regular/eye-closed.svg?raw';
import eyeSlash from '@phosphor-icons/core/assets/regular/eye-slash.svg?raw';
import flashlight from '@phosphor-icons/core/assets/regular/flashlight.svg?raw';
import gearSix from '@phosphor-icons/core/assets/regular/gear-six.svg?raw';
import handGrabbing from '@phosphor-icons/core/assets/regular/hand-grabbing.svg?raw';
import handPalm from '@phosphor-icons/core/assets/regular/hand-palm.svg?raw';
import handPointing from '@phosphor-icons/core/assets/regular/hand-pointing.svg?raw';
import hourglass from '@phosphor-icons/core/assets/regular/hourglass.svg?raw';
import megaphoneSimple from '@phosphor-icons/core/assets/regular/megaphone-simple.svg?raw';
import minus from '@phosphor-icons/core/assets/regular/minus.svg?raw';
import minusCircle from '@phosphor-icons/core/assets/regular/minus-circle.svg?raw';
import monitor from '@phosphor-icons/core/assets/regular/monitor.svg?raw';
import pause from '@phosphor-icons/core/assets/regular/pause.svg?raw';
import pencilSimple from '@phosphor-icons/core/assets/regular/pencil-simple.svg?raw';
import play from '@phosphor-icons/core/assets/regular/play.svg?raw';
import plus from '@phosphor-icons/core/assets/regular/plus.svg?raw';
import prohibit from '@phosphor-icons/core/assets/regular/prohibit.svg?raw';
import pushPin from '@phosphor-icons/core/assets/regular/push-pin.svg?raw';
import signIn from '@phosphor-icons/core/assets/regular/sign-in.svg?raw';
import signOut from '@phosphor-icons/core/assets/regular/sign-out.svg?raw';
import stop from '@phosphor-icons/core/assets/regular/stop.svg?raw';
import tray from '@phosphor-icons/core/assets/regular/tray.svg?raw';
import userMinus from '@phosphor-icons/core/assets/regular/user-minus.svg?raw';
import userPlus from '@phosphor-icons/core/assets/regular/user-plus.svg?raw';
import users from '@phosphor-icons/core/assets/regular/users.svg?raw';
import warningCircle from '@phosphor-icons/core/assets/regular/warning-circle.svg?raw';
import wifiSlash from '@phosphor-icons/core/assets/regular/wifi-slash.svg?raw';
import x from '@phosphor-icons/core/assets/regular/x.svg?raw';
import xSquare from '@phosphor-icons/core/assets/regular/x-square.svg?raw';

/** The icons of this page, from `@phosphor-icons/core`. An icon comes with a word. */
export const ICONS = {
  'airplane-landing': airplaneLanding,
  'arrow-left': arrowLeft,
  cards,
  'arrow-right': arrowRight,
  'arrow-u-up-left': arrowUUpLeft,
  'arrow-u-up-right': arrowUUpRight,
  'arrows-merge': arrowsMerge,
  'arrows-split': arrowsSplit,
  'caret-down': caretDown,
  'chat-circle-text': chatCircleText,
  check,
  'check-circle-fill': checkCircleFill,
  'circles-three': circlesThree,
  clock,
  'device-mobile': deviceMobile,
  devices,
  door,
  'dots-three': dotsThree,
  'dots-three-vertical': dotsThreeVertical,
  'download-simple': downloadSimple,
  eye,
  'eye-closed': eyeClosed,
  'eye-slash': eyeSlash,
  flashlight,
  'gear-six': gearSix,
  'hand-grabbing': handGrabbing,
  'hand-palm': handPalm,
  'hand-pointing': handPointing,
  hourglass,
  'megaphone-simple': megaphoneSimple,
  minus,
  'minus-circle': minusCircle,
  monitor,
  pause,
  'pencil-simple': pencilSimple,
  play,
  plus,
  prohibit,
  'push-pin': pushPin,
  'sign-in': signIn,
  'sign-out': signOut,
  stop,
  tray,
  'user-minus': userMinus,
  'user-plus': userPlus,
  users,
  'warning-circle': warningCircle,
  'wifi-slash': wifiSlash,
  x,
  'x-square': xSquare,
} as const;

export type IconName = keyof typeof ICONS;
