import { t } from './words';

/** The texts of a command that somebody may have typed. */
interface Typed {
  label?: string | null;
  story?: string | null;
  statement?: string;
  behaviour?: string | null;
  text?: string;
  need?: string;
  reservation?: string;
  name?: string | null;
  word?: string;
}

/** The sentence of a refusal, with what was typed: it stands in no field any more, and is to be put in again. */
export function told(command: object, refusal: string): string {
  const typed = ('command' in command ? command.command : command) as Typed;
  const value = [typed.label, typed.story].filter(Boolean).join(' · ');
  const draft = [typed.statement, typed.behaviour].filter(Boolean).join(' · ');
  const what = [value, draft, typed.text, typed.need, typed.reservation, typed.name, typed.word].find((text) => text?.trim());
  return what ? t('outbox.late', { what, why: refusal }) : refusal;
}

/** One more line, unless it is there already. */
export const line = (lines: string, one: string): string => (lines.split('\n').includes(one) ? lines : `${lines}\n${one}`.trim());
