import { rest, toGo, type Pause, type Rest } from './pause';
import type { Room } from './room.svelte';
import { ticking } from './ticking.svelte';
import { t } from './stage-words';

/** A pause as it goes by, for as long as the component is there: what it is, the seconds to go, and its sentence. */
export function pausing(room: Room, pause: () => Pause): { readonly until: Rest; readonly left: number | undefined; readonly said: string } {
  const time = ticking(room);
  const until = $derived(rest(pause()));
  const left = $derived(toGo(until, time.now));
  return {
    get until() {
      return until;
    },
    get left() {
      return left;
    },
    get said() {
      return t(`pause.${until.kind}`, until.kind === 'open' ? {} : { time: until.time, day: until.day });
    },
  };
}
