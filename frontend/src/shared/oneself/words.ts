import oneself from '@locales/en/oneself.json';
import { speak } from '../i18n';

export const { t } = speak(oneself);
