import { asked } from '../api';

/** A code that lets one browser in as `member_id`; `link` has it behind the #, `qr` is that as a picture. */
export interface Offered {
  code: string;
  member_id: string;
  ends: string;
  link: string;
  qr: string;
}

export interface ScreenLink {
  screen_url: string;
  qr: string;
}

const post = async (room: string, what: string, body: object): Promise<unknown> =>
  (await asked(`/api/v1/rooms/${room}/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

/** For oneself, unless the host names somebody. */
export const offerCode = (room: string, member?: string): Promise<Offered> => post(room, 'codes', member ? { member } : {}) as Promise<Offered>;

export const renewScreens = (room: string): Promise<ScreenLink> => post(room, 'screens', {}) as Promise<ScreenLink>;

/** What the log calls this device; empty for the one that somebody came with. */
export const thisDevice = (): string => document.querySelector<HTMLElement>('#app')?.dataset.device ?? '';
