import { mount, type Component } from 'svelte';
import { notice } from './mending';
import { LiveRoom } from './net/room.svelte';
import type { ServerFrame } from './protocol';
import type { Room } from './room.svelte';
import Gate from './ui/Gate.svelte';

/** Start the page that the server has told in `#app`: whose it is, and of which room. What stood there until now goes. */
export function enter(App: Component<{ room: Room }>, screen = false, Kind = LiveRoom): void {
  const target = document.querySelector<HTMLElement>('#app');
  if (!target) return;
  notice();
  const { code = '', member = '' } = target.dataset;
  const first = document.querySelector('#first')?.textContent;
  const room = new Kind(code, member, screen, first ? (JSON.parse(first) as ServerFrame) : undefined);
  target.textContent = '';
  mount(Gate, { target, props: { room, App } });
}
