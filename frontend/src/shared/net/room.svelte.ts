import type { PublicCommand } from '../commands';
import type { LeadView, MineView, ServerFrame, SharedView } from '../protocol';
import { line, told } from '../refused';
import { t } from '../words';
import { Connection, socketUrl, type Line } from './connection';
import { newId } from './ids';
import { merge } from './merge';
import { handOver } from './becoming';
import { Draft } from './drafts.svelte';
import { draw } from './optimistic';
import { Outbox } from './outbox';
import { bytes, MOST_BYTES, Sending } from './sending';

type WithoutId<C> = C extends { id: string } ? Omit<C, 'id'> : never;

/** A command as a component words it: the outbox gives it its id. */
export type Wish = WithoutId<PublicCommand>;

interface Drawn {
  command: PublicCommand;
  /** Known once it is acknowledged; drawn until the views have reached it. */
  seq?: number;
}

const BEAT_MS = 5_000;
const AGAIN_MS = 1_000;
const NO_WAY_BACK = new Set(['removed', 'room_deleted', 'revoked']);

/** A room as this browser has it: the views of the server, with one's own unanswered doing drawn in. */
export class LiveRoom {
  line: Line = $state('connecting');
  /** Why it ended, when `line` is gone. */
  reason = $state('');
  present = $state(0);
  /** Ids of the connected, for host and lead. */
  here: readonly string[] = $state.raw([]);
  lead: LeadView | undefined = $state.raw();
  guests: Record<string, MineView> = $state.raw({});
  private base: SharedView | undefined = $state.raw();
  private own: MineView | undefined = $state.raw();
  private drawn: readonly Drawn[] = $state.raw([]);
  private offset = 0;
  private seq: number | undefined;
  private readonly answers = new Map<string, (refusal: string | undefined) => void>();
  /** Ids of what was done while the room was paused: that may be refused at once. */
  private readonly inPause = new Set<string>();
  /** Ids of what was done before, and came in the pause: it waits until the room goes on. */
  private held: ReadonlySet<string> = $state.raw(new Set<string>());
  private readonly unread: Draft<string>;
  private readonly outbox: Outbox;
  private readonly sending: Sending;
  private readonly connection: Connection;
  private readonly beating: ReturnType<typeof setInterval>;

  /** Both, new whenever anything in them is. */
  readonly views = $derived.by(() => {
    if (!this.base || !this.own) return undefined;
    return draw({ shared: this.base, mine: this.own }, this.drawn.map((drawn) => drawn.command));
  });

  /** `first`: the frame that came with the page; the socket goes on from there. */
  constructor(readonly code: string, readonly member: string, screen = false, first?: ServerFrame) {
    const tab = newId();
    this.outbox = new Outbox(code, member, tab);
    this.unread = new Draft(code, member, 'unread', '');
    this.drawn = this.outbox.waiting.map((command) => ({ command }));
    this.sending = new Sending(() => this.outbox.waiting.filter(({ id }) => !this.held.has(id)), (commands) => this.connection.send(commands));
    if (first) this.take(first);
    this.connection = new Connection(socketUrl(code, tab, screen), {
      frames: (frames) => frames.forEach((frame) => (this.take(frame), this.more(frame))),
      line: (line, reason) => this.turned(line, reason),
      since: () => this.seq,
    });
    this.beating = setInterval(this.beat, BEAT_MS);
    addEventListener('pagehide', this.release);
    addEventListener('pageshow', this.beat);
  }

  /** There before the first frame: undefined. */
  get shared(): SharedView {
    return (this.views?.shared ?? this.base) as SharedView;
  }

  get mine(): MineView {
    return (this.views?.mine ?? this.own) as MineView;
  }

  /** Refusals that came when the place they were asked from was gone: a line each, on this device until they are read. */
  get late(): string {
    return this.unread.value;
  }

  set late(refusals: string) {
    if (refusals) this.unread.value = refusals;
    else this.unread.clear();
  }

  /** Whether the first view has come. */
  get ready(): boolean {
    return this.base !== undefined;
  }

  get online(): boolean {
    return this.line === 'live';
  }

  /** How many things that one did wait on this device; that one has begun to write isn't one. */
  get waiting(): number {
    return this.undone.length;
  }

  /** How many of these wait for a pause to end. */
  get heldBack(): number {
    return this.undone.filter(({ command }) => this.held.has(command.id)).length;
  }

  private get undone(): readonly Drawn[] {
    return this.drawn.filter(({ command, seq }) => seq === undefined && command.type !== 'start_reflecting');
  }

  /** Milliseconds of the server's clock. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** Send it, now or when the network is back. Gives the refusal's sentence, or nothing when it was done. */
  send(wish: Wish): Promise<string | undefined> {
    return this.make(wish).done;
  }

  /** The same; with the id of what it makes. */
  make(wish: Wish): { id: string; done: Promise<string | undefined> } {
    const command = { ...whole(wish), id: newId() } as PublicCommand;
    const not = (why: string) => ({ id: command.id, done: Promise.resolve(why) });
    if (bytes(command) > MOST_BYTES) return not(t('outbox.too_long'));
    if (!this.outbox.add(command)) return not(t('outbox.full'));
    if (this.base?.pause) this.inPause.add(command.id);
    this.drawn = [...this.drawn, { command }];
    const done = new Promise<string | undefined>((resolve) => this.answers.set(command.id, resolve));
    this.sending.go();
    return { id: command.id, done };
  }

  /** Past the outbox: what is in one's hand is a matter of now, and must not wait for the network. */
  hold(card?: string): Promise<string | undefined> {
    if (!this.online) return Promise.resolve(undefined);
    const id = newId();
    this.connection.send([{ type: 'hold_card', id, ...(card === undefined ? {} : { card }) }]);
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  private take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'snapshot':
        if (frame.mine && this.member && frame.mine.member !== this.member) return this.become(frame.mine.member);
        this.offset = Date.parse(frame.now) - Date.now();
        if (frame.shared) this.base = frame.shared;
        if (frame.mine) this.own = frame.mine;
        if (frame.lead !== undefined) this.lead = frame.lead ?? undefined;
        if (frame.guests) this.guests = frame.guests;
        // A server that went back to an earlier state (a restored backup): what it acknowledged since won't come.
        if (this.seq !== undefined && frame.seq < this.seq) this.drawn = this.drawn.filter(({ seq }) => seq === undefined);
        return this.reached(frame.seq);
      case 'patch':
        if (frame.shared) this.base = merge(this.base, frame.shared);
        if (frame.mine) this.own = merge(this.own, frame.mine);
        if (frame.lead !== undefined) this.lead = frame.lead ? merge(this.lead, frame.lead) : undefined;
        if (frame.guest) this.guests = merge(this.guests, frame.guest);
        return this.reached(frame.seq);
      case 'ack':
        return this.settle(frame.id, undefined, frame.seq);
      case 'refused':
        return this.refused(frame);
      case 'presence':
        this.present = frame.present;
        this.here = frame.members ?? [];
    }
  }

  /** The host has made one of this person's two entries: this page is the other one's from here on. */
  private become(member: string): void {
    this.connection.close('joined');
    handOver(this.code, this.member, member);
    location.reload();
  }

  /** What a page has of a frame beyond that. */
  protected more(_frame: ServerFrame): void {}

  /** Say that this tab lives, and take over what dead ones have left. */
  private readonly beat = (): void => {
    const adopted = this.outbox.beat();
    if (!adopted.length) return;
    this.drawn = [...adopted.map((command) => ({ command })), ...this.drawn];
    this.sending.go();
  };

  private readonly release = (): void => this.outbox.release();

  private refused(frame: Extract<ServerFrame, { type: 'refused' }>): void {
    const id = frame.id;
    if (!id) return;
    if (frame.retry_after_ms !== undefined) this.sending.later(frame.retry_after_ms);
    else if (frame.code === 'paused' && !this.inPause.has(id)) this.holdBack(id);
    else this.settle(id, frame.message);
  }

  /** What was done before one knew of a pause isn't lost to it: it goes in when the room goes on. */
  private holdBack(id: string): void {
    if (!this.base?.pause) return this.sending.later(AGAIN_MS);
    this.held = new Set([...this.held, id]);
    this.sending.answered(id);
  }

  private goOn(): void {
    this.held = new Set();
    this.sending.go();
  }

  private settle(id: string, refusal: string | undefined, seq?: number): void {
    const command = this.outbox.settle(id);
    const reached = seq === undefined || (this.seq !== undefined && this.seq >= seq);
    this.drawn = reached
      ? this.drawn.filter((drawn) => drawn.command.id !== id)
      : this.drawn.map((drawn) => (drawn.command.id === id ? { ...drawn, seq } : drawn));
    const answer = this.answers.get(id);
    this.answers.delete(id);
    this.inPause.delete(id);
    if (answer) answer(refusal);
    else if (refusal && command) this.late = line(this.late, told(command, refusal));
    this.sending.answered(id);
  }

  private reached(seq: number): void {
    this.seq = seq;
    if (this.held.size && !this.base?.pause) this.goOn();
    if (this.drawn.some((drawn) => drawn.seq !== undefined && drawn.seq <= seq)) {
      this.drawn = this.drawn.filter((drawn) => drawn.seq === undefined || drawn.seq > seq);
    }
  }

  private turned(now: Line, reason = ''): void {
    this.line = now;
    this.reason = reason;
    if (now === 'live') this.sending.start();
    else this.sending.stop();
    if (now === 'gone') this.over(reason);
  }

  /** What waits is left to another tab of this person, where there can be one. */
  private over(reason: string): void {
    clearInterval(this.beating);
    removeEventListener('pagehide', this.release);
    removeEventListener('pageshow', this.beat);
    if (NO_WAY_BACK.has(reason)) this.outbox.forget();
    else this.outbox.release();
  }
}

/** Its own copy, with U+FFFD for halves of a letter: no UTF-8 holds them, so the server takes no message with one. */
const whole = (wish: Wish): Wish =>
  JSON.parse(JSON.stringify(wish, (_, part: unknown) => (typeof part === 'string' ? part.replace(/[\ud800-\udfff]/gu, '\ufffd') : part)));
