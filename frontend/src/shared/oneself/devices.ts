import type { MineView } from '../protocol';

type Told = NonNullable<MineView['devices']>[string];

export interface MyDevice extends Told {
  readonly id: string;
}

/** One's devices, the latest first. */
export const devicesOf = (mine: MineView): MyDevice[] =>
  Object.entries(mine.devices ?? {})
    .map(([id, device]) => ({ ...device, id }))
    .sort((a, b) => b.at.localeCompare(a.at));

/** Those that came in after this one, and that one hasn't been told of yet. */
export function unknown(mine: MineView, here: string, known: readonly string[]): MyDevice[] {
  const since = mine.devices?.[here]?.at ?? '';
  return devicesOf(mine).filter(({ id, at }) => id !== here && at > since && !known.includes(id));
}
