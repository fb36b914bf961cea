import phone from '@locales/en/phone.json';
import shared from '@locales/en/shared.json';
import { speak } from '@shared/i18n';

export { clock } from '@shared/i18n';
export { type Stage } from '@shared/stages';
export { default as Logo } from '@shared/ui/Logo.svelte';
export { default as Icon } from '@shared/ui/Drawn.svelte';

/** The words of the first page. What is needed later has those of `stage-kit` too. */
export const { t, tn } = speak({ ...shared, ...phone });
