import { describe, expect, test } from 'vitest';
import type { PublicCommand } from '../commands';
import type { MineView, SharedView } from '../protocol';
import { draw, type Views } from './optimistic';

const MINE = {
  member: 'mei', name: 'Mei-Lin', checked_in: false, ready: false, voted: false,
  values: { v: { label: 'Rest', show_story: false, card: '' } },
  dots: { care: true }, answers: {}, can_live: { w: true }, endorsed: { b: true }, proposed: {}, parked: {}, draft: { draft: 'd', cluster: 'care', others: [], statement: '', behaviour: '', base: 's' },
  signed: { named: true, current: true },
} as unknown as MineView;
const SHARED = {
  cards: { honesty: { label: 'Honesty', count: 1, cluster: 'care' }, fun: { label: 'Fun', count: 1 } },
  clusters: { care: { name: 'Care', mark: 4 } },
  vote: { ballot: 'first', state: 'open' },
  agree: { values: { care: { rounds: [{ ballot: 'w', state: 'closed' }, { ballot: 'x', state: 'open' }] } } },
} as unknown as SharedView;

const drawn = (...commands: Record<string, unknown>[]): Views =>
  draw({ shared: SHARED, mine: MINE }, commands.map((command, n) => ({ id: `id-${n}`, ...command }) as PublicCommand));
const mine = (...commands: Record<string, unknown>[]) => drawn(...commands).mine;

describe('CLIENT-12 one sees what one does at once:', () => {
  test.each<[Record<string, unknown>, Partial<MineView>]>([
    [{ type: 'check_in' }, { checked_in: true }],
    [{ type: 'rename_me', name: 'Mei' }, { name: 'Mei' }],
    [{ type: 'set_ready', ready: true }, { ready: true }],
    [{ type: 'remove_value', value: 'v' }, { values: {} }],
    [{ type: 'place_dot', ballot: 'first', cluster: 'craft' }, { dots: { care: true, craft: true }, voted: true }],
    [{ type: 'lift_dot', ballot: 'first', cluster: 'care' }, { dots: {} }],
    [{ type: 'can_live_with', wording: 'w', yes: false }, { can_live: {} }],
    [{ type: 'can_live_with', wording: 'x', yes: true }, { can_live: { w: true, x: true } }],
    [{ type: 'endorse', behaviour: 'c' }, { endorsed: { b: true, c: true } }],
    [{ type: 'unendorse', behaviour: 'b' }, { endorsed: {} }],
    [{ type: 'propose_wording', cluster: 'care', statement: 'We say it.' }, { proposed: { 'id-0': 'We say it.' } }],
    [{ type: 'add_behaviour', cluster: 'care', text: 'We tell.', kind: 'will' }, { proposed: { 'id-0': 'We tell.' } }],
    [{ type: 'park', text: 'Stairs' }, { parked: { 'id-0': 'Stairs' } }],
    [{ type: 'set_remote', on: true }, { remote: true }],
    [{ type: 'set_remote', on: false }, {}],
    [{ type: 'save_draft', draft: 'd', base: 's', statement: 'We finish.' }, { draft: { draft: 'd', cluster: 'care', others: [], statement: 'We finish.', behaviour: '', base: 'id-0' } }],
    [{ type: 'save_draft', draft: 'd', base: 'other', statement: 'We finish.' }, {}],
    [{ type: 'sign', named: false, reservation: 'Calls too.' }, { signed: { named: false, current: true, reservation: 'Calls too.' } }],
  ])('%j', (command, change) => {
    expect(mine(command)).toEqual({ ...MINE, ...change });
  });

  test('an answer, under its ballot', () => {
    const answer = { type: 'respond', cluster: 'care', ballot: 'x', level: 'minor', need: 'Calls too.' };
    expect(mine(answer).answers).toEqual({ care: { ballot: 'x', level: 'minor', need: 'Calls too.' } });
  });

  test('a value, and its changes in their order', () => {
    const added = { type: 'add_value', id: 'n', label: 'Corage' };
    expect(mine(added, { type: 'edit_value', value: 'n', label: 'Courage' }).values.n?.label).toBe('Courage');
    expect(mine(added, { type: 'remove_value', value: 'n' }).values).toEqual(MINE.values);
  });

  test('a signature that is taken back', () => {
    expect(mine({ type: 'unsign' })).not.toHaveProperty('signed');
  });

  test('a card in a cluster, out of it, and in one that is made with it', () => {
    expect(drawn({ type: 'move_card', card: 'fun', cluster: 'care' }).shared.cards?.fun?.cluster).toBe('care');
    expect(drawn({ type: 'move_card', card: 'honesty' }).shared.cards?.honesty).not.toHaveProperty('cluster');
    const made = drawn({ type: 'add_cluster', id: 'new', name: 'Light' }, { type: 'move_card', card: 'fun', cluster: 'new' });
    expect(made.shared.clusters?.new).toEqual({ name: 'Light', mark: 5 });
    expect(made.shared.cards?.fun?.cluster).toBe('new');
    expect(drawn({ type: 'rename_cluster', cluster: 'care', name: 'Kindness' }).shared.clusters?.care?.name).toBe('Kindness');
  });
});

test('CLIENT-12 what the view holds already, as it did after a lost ack, is drawn once', () => {
  const added = { type: 'add_value', id: 'v', label: 'Rest' };
  expect(mine(added)).toEqual(MINE);
  expect(mine({ type: 'place_dot', ballot: 'first', cluster: 'care' }).dots).toEqual({ care: true });
  expect(drawn({ type: 'add_cluster', id: 'care', name: 'Care' }).shared).toBe(SHARED);
});

test('CLIENT-12 what was said in a ballot that has closed is not drawn into the next', () => {
  expect(mine({ type: 'place_dot', ballot: 'before', cluster: 'craft' })).toBe(MINE);
  expect(mine({ type: 'lift_dot', ballot: 'before', cluster: 'care' })).toBe(MINE);
  expect(mine({ type: 'respond', cluster: 'care', ballot: 'w', level: 1 })).toBe(MINE);
  const over = { shared: { ...SHARED, vote: { ...SHARED.vote, state: 'closed' } } as SharedView, mine: MINE };
  expect(draw(over, [{ type: 'place_dot', id: 'd', ballot: 'first', cluster: 'craft' }])).toBe(over);
});

test('CLIENT-12 a signature to a text that has changed is not drawn under the new one', () => {
  const sign = (digest?: string) => draw({ shared: { ...SHARED, charter: { digest: 'new' } } as unknown as SharedView, mine: MINE }, [{ type: 'sign', id: 'a', named: true, ...(digest ? { digest } : {}) }]);
  expect([sign('new').mine.signed, sign().mine.signed]).toEqual([{ named: true, current: true }, { named: true, current: true }]);
  expect(sign('old').mine).toBe(MINE);
});

test('CLIENT-12 what is not there any more is not drawn', () => {
  expect(mine({ type: 'edit_value', value: 'gone', label: 'x' })).toBe(MINE);
  expect(drawn({ type: 'move_card', card: 'gone', cluster: 'care' }).shared).toBe(SHARED);
  expect(drawn({ type: 'move_card', card: 'fun', cluster: 'gone' }).shared).toBe(SHARED);
  expect(drawn({ type: 'rename_cluster', cluster: 'gone', name: 'x' }).shared).toBe(SHARED);
});

test('CLIENT-12 a command that changes nothing here leaves the views the same objects', () => {
  const views = { shared: SHARED, mine: MINE };
  expect(draw(views, [{ type: 'start_reflecting', id: 'r' }])).toBe(views);
});
