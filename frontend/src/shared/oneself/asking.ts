import { asked } from '../api';

/** A QR code: its dark modules as a path on a square of `size` units. */
export interface Drawing {
  size: number;
  path: string;
}

/** A code that lets one browser in as `member_id`; `link` has it behind the #, `qr` is that, to be drawn. */
export interface Offered {
  code: string;
  member_id: string;
  ends: string;
  link: string;
  qr: Drawing;
}

export interface ScreenLink {
  screen_url: string;
  qr: Drawing;
}

const post = async (room: string, what: string, body: object): Promise<unknown> =>
  (await asked(`/api/v1/rooms/${room}/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

/** For oneself, unless the host names somebody. */
export const offerCode = (room: string, member?: string): Promise<Offered> => post(room, 'codes', member ? { member } : {}) as Promise<Offered>;

export const renewScreens = (room: string): Promise<ScreenLink> => post(room, 'screens', {}) as Promise<ScreenLink>;

/** What the log calls this device; empty for the one that somebody came with. */
export const thisDevice = (): string => document.querySelector<HTMLElement>('#app')?.dataset.device ?? '';
