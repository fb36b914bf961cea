import type { SharedView } from './protocol';

export type Stage = SharedView['stage'];

/** In the order in which a room goes through them. */
export const STAGES: readonly Stage[] = ['lobby', 'reflect', 'share', 'cluster', 'vote', 'agree', 'commit', 'closed'];

export const reached = (shared: SharedView, stage: Stage): boolean => STAGES.indexOf(shared.stage) >= STAGES.indexOf(stage);
