import { asking } from '../vote';
import type { PublicCommand } from '../commands';
import type { MineView, SharedView } from '../protocol';

export interface Views {
  shared: SharedView;
  mine: MineView;
}

type Map<T> = Record<string, T>;
const put = <T>(map: Map<T> | undefined, key: string, value: T): Map<T> => ({ ...map, [key]: value });
const without = <T>(map: Map<T>, key: string): Map<T> =>
  Object.fromEntries(Object.entries(map).filter(([other]) => other !== key));

/** What one sees of one's own doing before the server has answered. No rule is known here: a refusal takes it back. */
export function draw(views: Views, pending: readonly PublicCommand[]): Views {
  return pending.reduce(drawOne, views);
}

function drawOne(views: Views, c: PublicCommand): Views {
  const mine = counts(views.shared, c) ? drawMine(views.mine, c) : views.mine;
  const shared = drawShared(views.shared, c);
  return mine === views.mine && shared === views.shared ? views : { shared, mine };
}

/** What was said in a ballot that has closed meanwhile must not look like a voice in the next one, nor a signature like one to another text. */
function counts(shared: SharedView, c: PublicCommand): boolean {
  switch (c.type) {
    case 'place_dot':
    case 'lift_dot':
      return asking(shared.vote)?.ballot === c.ballot;
    case 'respond':
      return (shared.agree?.values[c.cluster]?.rounds ?? []).some((round) => round.ballot === c.ballot && round.state === 'open');
    case 'sign':
      return !c.digest || c.digest === shared.charter?.digest;
    default:
      return true;
  }
}

function drawMine(mine: MineView, c: PublicCommand): MineView {
  switch (c.type) {
    case 'check_in':
      return { ...mine, checked_in: true };
    case 'rename_me':
      return { ...mine, name: c.name };
    case 'set_remote': {
      const { remote: _was, ...rest } = mine;
      return c.on ? { ...rest, remote: true } : rest;
    }
    case 'save_draft': {
      const draft = mine.draft;
      if (draft?.draft !== c.draft || draft.base !== (c.base ?? undefined)) return mine;
      return { ...mine, draft: { ...draft, statement: c.statement, behaviour: c.behaviour ?? '', base: c.id } };
    }
    case 'set_ready':
      return { ...mine, ready: c.ready };
    case 'add_value': {
      if (mine.values[c.id]) return mine;
      const value = { label: c.label, show_story: c.show_story ?? false, card: '', ...(c.story ? { story: c.story } : {}) };
      return { ...mine, values: put(mine.values, c.id, value) };
    }
    case 'edit_value': {
      const old = mine.values[c.value];
      if (!old) return mine;
      const edited = {
        ...old,
        label: c.label ?? old.label,
        show_story: c.show_story ?? old.show_story,
        ...(c.story === undefined || c.story === null ? {} : { story: c.story }),
      };
      return { ...mine, values: put(mine.values, c.value, edited) };
    }
    case 'remove_value':
      return { ...mine, values: without(mine.values, c.value) };
    case 'place_dot':
      return { ...mine, voted: true, dots: put(mine.dots, c.cluster, true as const) };
    case 'lift_dot':
      return { ...mine, dots: without(mine.dots, c.cluster) };
    case 'respond': {
      const answer = { ballot: c.ballot, level: c.level, ...(c.need ? { need: c.need } : {}) };
      return { ...mine, answers: put(mine.answers, c.cluster, answer) };
    }
    case 'can_live_with':
      return { ...mine, can_live: c.yes ? put(mine.can_live, c.wording, true as const) : without(mine.can_live, c.wording) };
    case 'voice_late':
      return { ...mine, may_voice: without(mine.may_voice, c.cluster), voiced: put(mine.voiced, c.cluster, c.fine ? 'fine' as const : 'concern' as const) };
    case 'endorse':
      return { ...mine, endorsed: put(mine.endorsed, c.behaviour, true as const) };
    case 'unendorse':
      return { ...mine, endorsed: without(mine.endorsed, c.behaviour) };
    case 'propose_wording':
      return { ...mine, proposed: put(mine.proposed, c.id, c.statement) };
    case 'reword_behaviour':
      return mine.proposed[c.behaviour] === undefined ? mine : { ...mine, proposed: put(mine.proposed, c.behaviour, c.text) };
    case 'add_behaviour':
      return { ...mine, proposed: put(mine.proposed, c.id, c.text) };
    case 'park':
      return { ...mine, parked: put(mine.parked, c.id, c.text) };
    case 'unpark':
      return { ...mine, parked: without(mine.parked, c.item) };
    case 'sign': {
      const signed = { named: c.named, current: true, ...(c.reservation ? { reservation: c.reservation } : {}) };
      return { ...mine, signed };
    }
    case 'unsign': {
      const { signed: _gone, ...rest } = mine;
      return rest;
    }
    default:
      return mine;
  }
}

function drawShared(shared: SharedView, c: PublicCommand): SharedView {
  switch (c.type) {
    case 'move_card': {
      const card = shared.cards?.[c.card];
      // Its cluster may be merged away meanwhile: in none of those on the board it would be out of sight.
      if (!card || (c.cluster && !shared.clusters?.[c.cluster])) return shared;
      const { cluster: _left, ...alone } = card;
      return { ...shared, cards: put(shared.cards, c.card, c.cluster ? { ...card, cluster: c.cluster } : alone) };
    }
    case 'add_cluster': {
      if (shared.clusters?.[c.id]) return shared;
      const marks = Object.values(shared.clusters ?? {}).map((cluster) => cluster.mark);
      return { ...shared, clusters: put(shared.clusters, c.id, { name: c.name ?? '', mark: Math.max(0, ...marks) + 1 }) };
    }
    case 'rename_cluster': {
      const old = shared.clusters?.[c.cluster];
      return old ? { ...shared, clusters: put(shared.clusters, c.cluster, { ...old, name: c.name }) } : shared;
    }
    default:
      return shared;
  }
}
