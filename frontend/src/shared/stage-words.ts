import shared from '@locales/en/shared.json';
import stages from '@locales/en/stages.json';
import { speak } from './i18n';

/** All words that pages share. */
export const { t, tn } = speak({ ...shared, ...stages });
