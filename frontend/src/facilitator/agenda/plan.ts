import agendas from '@data/agendas.json';
import type { LeadView, Minutes } from '@shared/protocol';
import { STAGES, type Stage } from '@shared/stages';

export type Agenda = NonNullable<LeadView['agenda']>;
export type Timed = Exclude<Stage, 'closed'>;
export type Ready = keyof typeof agendas;

/** The stages that have minutes. */
export const TIMED = STAGES.filter((stage): stage is Timed => stage !== 'closed');
export const READY: Record<Ready, Minutes> = agendas;
/** In the order of their length; the keys of the file would put figures first. */
export const NAMES: readonly Ready[] = ['45', '90', 'half_day'];

export const total = (minutes: Minutes): number => TIMED.reduce((sum, stage) => sum + minutes[stage], 0);

/** The ready agenda that has these minutes, or their maker's own. */
export const named = (minutes: Minutes): Ready | 'own' => NAMES.find((name) => TIMED.every((stage) => READY[name][stage] === minutes[stage])) ?? 'own';

/** From here on the console offers to land it. */
export const LANDING = 10 * 60;

export interface Times {
  /** Seconds until the planned end, and until the present stage has used its minutes; below nothing when past. */
  left: number;
  stage: number;
  /** Seconds by which the room would end after the planned end, if all that is to come took what is planned. */
  late: number;
}

export function times(plan: NonNullable<Agenda['plan']>, now: number): Times {
  const left = (Date.parse(plan.ends) - now) / 1000;
  const stage = (Date.parse(plan.stage_ends) - now) / 1000;
  return { left, stage, late: Math.max(0, Math.max(0, stage) + plan.after - left) };
}

/** For how many values there is time, as a rule and at most, in so many seconds of agreeing. */
export function fits(seconds: number, aValue: number): { fit: number; most: number } {
  const values = Math.max(0, seconds) / 60 / aValue;
  return { fit: Math.floor(values), most: Math.ceil(values) };
}
