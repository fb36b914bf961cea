import type { StepView } from '@shared/protocol';
import { day, t } from '../kit';

const MOST = 80;
const WORDS = ['card', 'text', 'behaviour', 'parked'];

const short = (text: string): string => ([...text].length > MOST ? `${[...text].slice(0, MOST - 1).join('').trimEnd()}…` : text);

/** What a step did, in words that follow "Undo:". */
export function deed({ did, params }: StepView): string {
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, worded(name, value)]));
  return did === 'renamed' && !params.cluster ? t('console.undo.named', shown) : t(`console.undo.${did}`, shown);
}

function worded(name: string, value: string): string {
  if (name === 'date') return day(value);
  if (WORDS.includes(name)) return t('console.quote', { text: short(value) });
  return value || t('console.undo.nameless');
}
