import life from '@locales/en/life.json';
import { speak } from '../i18n';

export const { t } = speak(life);
