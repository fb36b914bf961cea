import shared from '@locales/en/shared.json';
import { speak } from './i18n';

/** The words that every page shares. */
export const { t, tn } = speak(shared);
export { shared };
