import { asked } from '../api';

/** How long what is kept, and where the sealed charter is: its link, and for the host its keeper's page. */
export interface Kept {
  room_days: number;
  charter_days: number;
  link?: string;
  keeper?: string;
}

export const keptOf = async (room: string): Promise<Kept> => (await asked(`/r/${room}/charter/link`, {})).json() as Promise<Kept>;

/** For good, with a sealed charter unless that is kept. */
export async function deleteRoom(room: string, keepCharter: boolean): Promise<void> {
  await asked(`/api/v1/rooms/${room}?keep_charter=${keepCharter}`, { method: 'DELETE' });
}
