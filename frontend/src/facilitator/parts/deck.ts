import { asked } from '@shared/api';

/** What the server says of a file or of pasted lines; `line` 0 is the whole. */
export interface DeckRead {
  kept: boolean;
  values: number;
  families: number;
  faults: { line: number; text: string; sentence: string }[];
  more_faults: number;
  encoding: string;
}

const address = (room: string) => `/api/v1/rooms/${room}/deck`;

/** Gives a room a deck of its own; rejected with the server's sentence, or with none when it wasn't reached. With faults only when it is to be taken anyway, without the lines they are in. */
export async function bring(room: string, from: File | string, anyway: boolean): Promise<DeckRead> {
  const body = typeof from === 'string' ? new Blob([from]) : from;
  return (await asked(`${address(room)}?anyway=${anyway}`, { method: 'PUT', body })).json() as Promise<DeckRead>;
}

/** To the deck that comes with Touchstone. */
export async function goBack(room: string): Promise<undefined> {
  await asked(address(room), { method: 'DELETE' });
}
