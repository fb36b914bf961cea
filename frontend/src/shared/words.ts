import shared from '@locales/en/shared.json';
import { speak } from './i18n';

/** The words that every page needs at once. */
export const { t, tn } = speak(shared);
