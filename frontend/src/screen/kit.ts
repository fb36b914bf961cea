import screen from '@locales/en/screen.json';
import shared from '@locales/en/shared.json';
import stages from '@locales/en/stages.json';
import { speak } from '@shared/i18n';

export { clock, day, shownCode } from '@shared/i18n';
export { STAGES, type Stage } from '@shared/stages';
export { calm } from '@shared/calm';
export { hue } from '@shared/ui/marks';
export { default as Logo } from '@shared/ui/Logo.svelte';
export { default as Mark } from '@shared/ui/Mark.svelte';
export { default as Spread } from '@shared/ui/Spread.svelte';
export { default as Stone } from '@shared/ui/Stone.svelte';
export { default as Stones } from '@shared/ui/Stones.svelte';
export { default as Streak } from '@shared/ui/Streak.svelte';
export { default as Icon } from './Icon.svelte';

/** The words of this page. */
export const { t, tn } = speak({ ...shared, ...stages, ...screen });
