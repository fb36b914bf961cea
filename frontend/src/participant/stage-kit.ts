import phone from '@locales/en/phone.json';
import later from '@locales/en/phone-stages.json';
import shared from '@locales/en/shared.json';
import stages from '@locales/en/stages.json';
import { speak } from '@shared/i18n';

export { clock, day, shownCode } from '@shared/i18n';
export { STAGES, type Stage } from '@shared/stages';
export { calm } from '@shared/calm';
export { hue } from '@shared/ui/marks';
export { default as Mark } from '@shared/ui/Mark.svelte';
export { default as Spread } from '@shared/ui/Spread.svelte';
export { default as Stone } from '@shared/ui/Stone.svelte';
export { default as Stones } from '@shared/ui/Stones.svelte';
export { default as Streak } from '@shared/ui/Streak.svelte';
export { Icon, Logo } from './kit';

/** All words of this page, for what the first page can do without. */
export const { t, tn } = speak({ ...shared, ...phone, ...stages, ...later });
