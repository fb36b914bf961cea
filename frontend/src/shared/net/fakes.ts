import { vi } from 'vitest';
import type { PublicCommand } from '../commands';
import type { ServerFrame } from '../protocol';

/** A socket that never leaves the test: it says what was sent, and answers when told. */
export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  readyState = FakeSocket.CONNECTING;
  readonly sent: PublicCommand[][] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(readonly url: string, readonly protocol?: string) {
    sockets.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as PublicCommand[]);
  }
  /** By the page: the real one says so later, or never. */
  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }
  /** The handshake is done, and nothing has come yet. */
  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  /** The server speaks. */
  says(...frames: ServerFrame[]): void {
    this.readyState = FakeSocket.OPEN;
    this.onmessage?.({ data: JSON.stringify(frames) });
  }
  /** By the server, or by the network (1006). */
  ends(code = 1006, reason = ''): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code, reason });
  }
}

/** localStorage with a bound, that can be forbidden. */
export class FakeStorage {
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null;
  }
  setItem(key: string, text: string): void {
    if (broken.storage) throw new DOMException('No room', 'QuotaExceededError');
    (this as unknown as Record<string, string>)[key] = text;
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

const broken = { storage: false };
let sockets: FakeSocket[] = [];
let page = new EventTarget();
let sheet = new FakeDocument();

/** A fresh device with one page open; timers and the clock stand still until the test moves them. */
export function device() {
  vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z') });
  broken.storage = false;
  vi.stubGlobal('localStorage', new FakeStorage());
  vi.stubGlobal('WebSocket', FakeSocket);
  openPage();
}

/** A page with listeners of its own, on the same device: those of the page before hear nothing any more, and its timers stop. */
export function openPage() {
  vi.clearAllTimers();
  sockets = [];
  page = new EventTarget();
  sheet = new FakeDocument();
  const mine = page;
  vi.stubGlobal('document', sheet);
  vi.stubGlobal('location', { protocol: 'http:', host: 'room.test' });
  vi.stubGlobal('addEventListener', mine.addEventListener.bind(mine));
  vi.stubGlobal('removeEventListener', mine.removeEventListener.bind(mine));
}

export const happens = (what: 'online' | 'offline' | 'pagehide' | 'pageshow') => page.dispatchEvent(new Event(what));

export function look(visibility: DocumentVisibilityState) {
  sheet.visibilityState = visibility;
  sheet.dispatchEvent(new Event('visibilitychange'));
}

/** Nothing can be written any more; what is there can be read. */
export const fillStorage = () => (broken.storage = true);

/** A browser that lets nobody near its storage. */
export const forbidStorage = () =>
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('Not for you', 'SecurityError');
    },
  });

/** How often the page has called, and its last call. */
export const calls = (): number => sockets.length;
export const line = (): FakeSocket => {
  const last = sockets[sockets.length - 1];
  if (!last) throw new Error('The page has not called.');
  return last;
};

/** Everything that went over the present line, in order. */
export const sent = (): PublicCommand[] => line().sent.flat();
