import type { Component } from 'svelte';
import type { Stage } from './kit';

/** The pages of the stages, each fetched by itself. The server names the one that is needed first in the page. */
export const STAGES: Record<Stage, () => Promise<{ default: Component }>> = {
  lobby: () => import('./stages/Lobby.svelte'),
  reflect: () => import('./stages/Reflect.svelte'),
  share: () => import('./stages/Share.svelte'),
  cluster: () => import('./stages/Cluster.svelte'),
  vote: () => import('./stages/Vote.svelte'),
  agree: () => import('./stages/Agree.svelte'),
  commit: () => import('./stages/Commit.svelte'),
  closed: () => import('./stages/Closed.svelte'),
};

/** What a page needs only once somebody asks for it, or something happens. */
export const PARTS = {
  asked: () => import('./reflect/AskedNow.svelte'),
  choosing: () => import('./reflect/Choosing.svelte'),
  deck: () => import('./reflect/Deck.svelte'),
  gone: () => import('@shared/ui/Gone.svelte'),
  late: () => import('./parts/Late.svelte'),
  me: () => import('./me/Me.svelte'),
  newDevice: () => import('./me/NewDevice.svelte'),
  park: () => import('./parked/ParkSheet.svelte'),
  paused: () => import('./parts/Paused.svelte'),
  screen: () => import('./screen/Screen.svelte'),
  word: () => import('./lobby/Word.svelte'),
};

const PARTS_MS = 200;
const STAGES_MS = 1_500;

/**
 * Fetches all of it once the first view stands and the network is there, what belongs to every page first: it may be
 * asked for without a network. Gives how to leave that.
 */
export function fetchAhead(): () => void {
  const leave = [ahead(Object.values(PARTS), PARTS_MS), ahead(Object.values(STAGES), STAGES_MS)];
  return () => leave.forEach((one) => one());
}

function ahead(pieces: readonly (() => Promise<unknown>)[], ms: number): () => void {
  const fetchAll = () => void Promise.allSettled(pieces.map((piece) => piece()));
  const begin = () => (navigator.onLine ? fetchAll() : addEventListener('online', fetchAll, { once: true }));
  const waits = setTimeout(begin, ms);
  return () => {
    clearTimeout(waits);
    removeEventListener('online', fetchAll);
  };
}
