import { vi } from 'vitest';
import type { LeadView, MineView, ServerFrame, SharedView } from '../protocol';
import { calls, happens, line, openPage, sent } from './fakes';
import { LiveRoom } from './room.svelte';

/** Mei's page in a room that votes, and what the server says to it in a test. */
export const SHARED = { stage: 'vote', vote: { ballot: 'first', state: 'open' }, clusters: { craft: { name: 'Craft', mark: 1 } } } as unknown as SharedView;
export const MINE = { member: 'mei', values: {}, dots: {}, answers: {}, voted: false } as unknown as MineView;
export const LEAD = { nudges: {} } as unknown as LeadView;

export const snapshot = (seq: number, parts: object = { shared: SHARED, mine: MINE }): ServerFrame =>
  ({ type: 'snapshot', seq, now: new Date().toISOString(), ...parts }) as ServerFrame;
export const patch = (seq: number, parts: object = {}): ServerFrame => ({ type: 'patch', seq, ...parts }) as ServerFrame;
export const ack = (seq: number, id = last().id): ServerFrame => ({ type: 'ack', id, seq });
export const refusal = (message: string, retry_after_ms?: number, id = last().id): ServerFrame =>
  ({ type: 'refused', id, code: 'x', params: {}, message, ...(retry_after_ms ? { retry_after_ms } : {}) });

/** The command that was sent last. */
export function last() {
  const commands = sent();
  const command = commands[commands.length - 1];
  if (!command) throw new Error('Nothing was sent.');
  return command;
}

/** Mei's page, with its first view unless `seq` says that none has come. */
export function enter(seq: number | undefined = 41): LiveRoom {
  const room = new LiveRoom('KT7M4R', 'mei');
  if (seq !== undefined) line().says(snapshot(seq));
  return room;
}
/** Mei's next page, after she did this without a line and closed the one before. */
export function afterReload(done: (room: LiveRoom) => Promise<unknown>): LiveRoom {
  const room = enter();
  line().ends();
  void done(room);
  happens('pagehide');
  openPage();
  return enter();
}
export const dots = (room: LiveRoom) => Object.keys(room.mine.dots);
export const place = (room: LiveRoom, cluster = 'craft') => room.send({ type: 'place_dot', ballot: 'first', cluster });
export function comeBack(...frames: ServerFrame[]) {
  const before = calls();
  while (calls() === before) vi.advanceTimersByTime(10);
  line().says(...frames);
}
