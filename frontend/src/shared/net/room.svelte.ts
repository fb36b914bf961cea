import type { LeadView, MineView, PublicCommand, ServerFrame, SharedView } from '../protocol';
import { t } from '../words';
import { Connection, socketUrl, type Line } from './connection';
import { newId } from './ids';
import { merge } from './merge';
import { draw } from './optimistic';
import { Outbox } from './outbox';

type WithoutId<C> = C extends { id: string } ? Omit<C, 'id'> : never;

/** A command as a component words it: the outbox gives it its id. */
export type Wish = WithoutId<PublicCommand>;

interface Drawn {
  command: PublicCommand;
  /** Known once it is acknowledged; drawn until the views have reached it. */
  seq?: number;
}

const BEAT_MS = 5_000;

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
  /** A refusal of something sent before this page was loaded, when nobody waits for the answer any more. */
  late = $state('');
  private base: SharedView | undefined = $state.raw();
  private own: MineView | undefined = $state.raw();
  private drawn: readonly Drawn[] = $state.raw([]);
  private offset = 0;
  private seq: number | undefined;
  private readonly answers = new Map<string, (refusal: string | undefined) => void>();
  private readonly outbox: Outbox;
  private readonly connection: Connection;

  private readonly views = $derived.by(() => {
    if (!this.base || !this.own) return undefined;
    return draw({ shared: this.base, mine: this.own }, this.drawn.map((drawn) => drawn.command));
  });

  constructor(readonly code: string, readonly member: string, screen = false) {
    this.outbox = new Outbox(code, member, newId());
    this.drawn = this.outbox.waiting.map((command) => ({ command }));
    this.connection = new Connection(socketUrl(code, screen), {
      frames: (frames) => frames.forEach((frame) => this.take(frame)),
      line: (line, reason) => this.turned(line, reason),
      since: () => this.seq,
    });
    setInterval(() => this.adopted(this.outbox.beat()), BEAT_MS);
    addEventListener('pagehide', () => this.outbox.release());
    addEventListener('pageshow', () => this.adopted(this.outbox.beat()));
  }

  /** There before the first frame: undefined. */
  get shared(): SharedView {
    return (this.views?.shared ?? this.base) as SharedView;
  }

  get mine(): MineView {
    return (this.views?.mine ?? this.own) as MineView;
  }

  /** Whether the first view has come. */
  get ready(): boolean {
    return this.base !== undefined;
  }

  get online(): boolean {
    return this.line === 'live';
  }

  /** How many things wait on this device; that someone has begun to write isn't one that they know of. */
  get waiting(): number {
    return this.drawn.filter((drawn) => drawn.seq === undefined && drawn.command.type !== 'start_reflecting').length;
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
    const command = { ...wish, id: newId() } as PublicCommand;
    if (!this.outbox.add(command)) return { id: command.id, done: Promise.resolve(t('outbox.full')) };
    this.drawn = [...this.drawn, { command }];
    const done = new Promise<string | undefined>((resolve) => this.answers.set(command.id, resolve));
    this.connection.send([command]);
    return { id: command.id, done };
  }

  private take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'snapshot':
        this.offset = Date.parse(frame.now) - Date.now();
        if (frame.shared) this.base = frame.shared;
        if (frame.mine) this.own = frame.mine;
        if (frame.lead !== undefined) this.lead = frame.lead ?? undefined;
        if (frame.guests) this.guests = frame.guests;
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

  /** Commands of a tab that died. */
  private adopted(commands: readonly PublicCommand[]): void {
    if (!commands.length) return;
    this.drawn = [...commands.map((command) => ({ command })), ...this.drawn];
    this.connection.send(commands);
  }

  private refused(frame: Extract<ServerFrame, { type: 'refused' }>): void {
    const id = frame.id;
    if (!id) return;
    if (frame.retry_after_ms === undefined) return this.settle(id, frame.message);
    setTimeout(() => {
      const command = this.outbox.waiting.find((waiting) => waiting.id === id);
      if (command) this.connection.send([command]);
    }, frame.retry_after_ms);
  }

  private settle(id: string, refusal: string | undefined, seq?: number): void {
    this.outbox.settle(id);
    const reached = seq === undefined || (this.seq !== undefined && this.seq >= seq);
    this.drawn = reached
      ? this.drawn.filter((drawn) => drawn.command.id !== id)
      : this.drawn.map((drawn) => (drawn.command.id === id ? { ...drawn, seq } : drawn));
    const answer = this.answers.get(id);
    this.answers.delete(id);
    if (answer) answer(refusal);
    else if (refusal) this.late = refusal;
  }

  private reached(seq: number): void {
    this.seq = seq;
    if (this.drawn.some((drawn) => drawn.seq !== undefined && drawn.seq <= seq)) {
      this.drawn = this.drawn.filter((drawn) => drawn.seq === undefined || drawn.seq > seq);
    }
  }

  private turned(line: Line, reason = ''): void {
    this.line = line;
    this.reason = reason;
    if (line === 'live' && this.outbox.waiting.length) this.connection.send(this.outbox.waiting);
  }
}
