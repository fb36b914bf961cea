import type { ServerFrame } from '../protocol';

/** `gone`: the room said goodbye and there is no way back from here. */
export type Line = 'connecting' | 'live' | 'away' | 'gone';

export interface Ends {
  frames(frames: ServerFrame[]): void;
  line(line: Line, reason?: string): void;
  since(): number | undefined;
}

const PROTOCOL = 'touchstone.v1';
const FIRST_MS = 300;
const MOST_MS = 15_000;
const QUIET_MS = 25_000;
const ANSWER_MS = 8_000;
const VIEW_MS = 30_000;
const MOST_PATIENCE = 4;
const STEADY_MS = 5_000;
const FINAL: Record<number, string> = { 4401: 'not_in_room', 4404: 'no_such_room', 4403: 'other_site' };
const FINAL_BYES = new Set(['removed', 'room_deleted', 'replaced', 'revoked', 'screen_revoked']);

/** A websocket that comes back: with growing pauses and some chance in them, at once when the network returns. */
export class Connection {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private lives = 0;
  /** When something was heard last. */
  private heard = 0;
  /** What is waited for on this line: nothing, an answer to what was said, or one to the question whether it lives. */
  private due: 'nothing' | 'answer' | 'life' = 'nothing';
  /** Doubled by a line that was given up before it worked, since a slow one may only need more time. */
  private patience = 1;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private quiet: ReturnType<typeof setTimeout> | undefined;
  private line: Line = 'connecting';
  private goodbye = '';

  constructor(
    private readonly url: string,
    private readonly ends: Ends,
    private readonly chance: () => number = Math.random,
  ) {
    addEventListener('online', this.hurry);
    addEventListener('offline', this.lost);
    addEventListener('pageshow', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
    this.open();
  }

  get live(): boolean {
    return this.line === 'live';
  }

  private get steady(): boolean {
    return this.live && Date.now() - this.lives >= STEADY_MS;
  }

  send(frames: readonly object[]): void {
    if (!this.live || this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify(frames));
    if (this.due !== 'nothing') return;
    this.due = 'answer';
    this.listen(ANSWER_MS * this.patience);
  }

  close(reason = 'left'): void {
    this.become('gone', reason);
    this.socket?.close();
  }

  private open(): void {
    clearTimeout(this.retry);
    const since = this.ends.since();
    const query = since === undefined ? '' : `&since=${since}`;
    const socket = new WebSocket(this.url + query, PROTOCOL);
    this.socket = socket;
    this.due = 'nothing';
    this.listen(ANSWER_MS * Math.min(2, this.patience));
    // The line is there and its first view is on the way: over a slow network that takes a while.
    socket.onopen = () => {
      if (this.socket === socket) this.listen(VIEW_MS * this.patience);
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      if (this.socket !== socket) return;
      this.heard = Date.now();
      this.due = 'nothing';
      if (this.steady) this.patience = 1;
      this.listen(QUIET_MS);
      const frames = read(event.data);
      if (frames) this.take(frames);
      else this.cut();
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code, event.reason);
    };
  }

  private take(frames: ServerFrame[]): void {
    for (const frame of frames) if (frame.type === 'bye') this.goodbye = frame.reason;
    // The views come first: whoever is told that the line lives finds them there.
    this.ends.frames(frames);
    if (this.line !== 'live' && frames.length && !this.goodbye) {
      this.lives = Date.now();
      this.become('live');
    }
  }

  /** `said`: why nobody was let in, when the server knows more of it than its code tells. */
  private closed(code: number, said = ''): void {
    clearTimeout(this.quiet);
    this.socket = undefined;
    if (this.line === 'gone') return;
    const goodbye = [said, this.goodbye].find((one) => FINAL_BYES.has(one));
    const reason = goodbye ?? FINAL[code] ?? '';
    if (reason) {
      this.become('gone', reason);
      return;
    }
    this.goodbye = '';
    // A server that lets everyone in and then fails is not called by all of them three times a second.
    if (this.steady) this.attempt = 0;
    this.due = 'nothing';
    this.become('away');
    const most = Math.min(MOST_MS, FIRST_MS * 2 ** this.attempt++);
    this.retry = setTimeout(() => this.open(), most * (0.3 + 0.7 * this.chance()));
  }

  /** The network is back, or someone looks at the page again: don't wait for the pause to end. */
  private readonly hurry = (): void => {
    if (document.visibilityState === 'hidden' || this.line === 'gone') return;
    // Asked in time, it would have answered: the device has slept, and the line with it.
    const slept = this.line === 'live' && Date.now() - this.heard > QUIET_MS + ANSWER_MS * this.patience;
    if (this.socket && slept) this.cut();
    if (!this.socket) {
      this.attempt = 0;
      this.open();
    } else if (this.line === 'live') {
      this.ask();
    }
  };

  /** The device says that it has no network: a socket may look open for minutes after that. Coming back is cheap. */
  private readonly lost = (): void => {
    if (this.socket) this.cut();
  };

  /** Nothing came for a while: ask, and take silence for a line that is cut. */
  private listen(ms: number): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => (this.line === 'live' && this.due !== 'life' ? this.ask() : this.silent()), ms);
  }

  private ask(): void {
    if (this.due === 'life') return;
    this.send([]);
    this.due = 'life';
    this.listen(ANSWER_MS * this.patience);
  }

  private silent(): void {
    this.patience = this.steady ? 1 : Math.min(MOST_PATIENCE, this.patience * 2);
    this.cut();
  }

  private cut(): void {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.closed(1006);
  }

  private rest(): void {
    removeEventListener('online', this.hurry);
    removeEventListener('offline', this.lost);
    removeEventListener('pageshow', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    clearTimeout(this.retry);
    clearTimeout(this.quiet);
  }

  private become(line: Line, reason?: string): void {
    if (this.line === 'gone' || (this.line === line && !reason)) return;
    this.line = line;
    if (line === 'gone') this.rest();
    this.ends.line(line, reason);
  }
}

/** The frames of a message; nothing where it is none of ours, and the line not to be believed. */
function read(message: string): ServerFrame[] | undefined {
  try {
    const frames = JSON.parse(message) as unknown;
    return Array.isArray(frames) && frames.every((frame) => typeof frame === 'object' && frame !== null) ? (frames as ServerFrame[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Where the room's socket is, on the page's own host. `tab` tells the server which of its lines are this page's, and dead. */
export function socketUrl(code: string, tab: string, screen = false): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}/ws/${code}?tab=${tab}${screen ? '&as=screen' : ''}`;
}
