import { expect, test } from 'vitest';
import type { AgreeValueView, MineView, SharedView, VoteView } from './protocol';
import { pieces, told, toldAlone } from './telling';

const STAGES = ['lobby', 'reflect', 'share', 'cluster', 'vote', 'agree', 'commit', 'closed'] as const;

const room = (part: Partial<SharedView>): SharedView => ({
  code: 'ABCDEF', title: 'Team', language: 'en', stage: 'lobby', host: 'h', lead: 'h', privacy: 'anonymous',
  settings: { pick_up_to: 10, keep_up_to: 5, values_per_person: 3, open_names: false, theme: 'light', scale: 'kaner' },
  members: { h: { name: 'Henrik', kind: 'host', takes_part: false }, m: { name: 'Mei', kind: 'participant', takes_part: true, checked_in: true } },
  counts: { taking_part: 9, begun: { of: 9, count: 5 }, done: { of: 9, count: 3 }, values: 4, contributors: 2, moved: 0 },
  ...part,
});

const value = (part: Partial<AgreeValueView>): AgreeValueView => ({ status: 'proposed', wording: 'w', name: 'Craft', statement: 'We finish.', rounds: [], ...part });
const round = { ballot: 'b', number: 1, wording: 'w', name: 'Craft', statement: 'We finish.', privacy: 'anonymous' } as const;

/** As it is read, without the marks of isolation. */
const read = (view: SharedView): string => told(view).map((sentence) => pieces(sentence).map((piece) => piece.text).join('')).join('\n');

const clusters = { a: { name: 'Honesty', mark: 1 }, b: { name: 'Craft', mark: 2 }, c: { name: 'Fun', mark: 3 } };
const cards = { x: { label: 'Candour', count: 2, cluster: 'a' }, y: { label: 'Rest', count: 1 } };
const vote: VoteView = { ballot: 'v', state: 'closed', privacy: 'anonymous', dots: 2, k: 2, rule: 'dots', options: ['a', 'b', 'c'], answered: 9, n: 9 };
const result: VoteView = { ...vote, results: { a: 4, b: 6, c: 1 }, proposed: ['a', 'b'], reach: { count: 8, of: 9 } };

test('TELL-1 every stage has its sentences, all of them whole', () => {
  for (const stage of STAGES) {
    const said = read(room({ stage }));
    expect(said, stage).not.toBe('');
    expect(said, stage).not.toMatch(/[{}]|told\.|undefined/);
  }
});

test('TELL-1 a blank screen and a question are told alone', () => {
  expect(read(room({ stage: 'cluster', clusters, cards, blank: true }))).toBe('The screen is blank now.');
  expect(read(room({ stage: 'cluster', clusters, cards, question: 'What is missing?' }))).toBe('A question to everyone: “What is missing?”');
});

test('AGENDA-15 a pause is told alone, before any question, with its hour or its day', () => {
  const since = new Date(2026, 11, 3, 10, 30).toISOString();
  const until = (day: number) => new Date(2026, 11, day, 10, 45).toISOString();
  const paused = (pause: SharedView['pause']) => read(room({ stage: 'cluster', clusters, cards, question: 'What is missing?', ...(pause ? { pause } : {}) }));
  expect(paused({ since, until: until(3) })).toMatch(/^Back at 10:45\.\n/);
  expect(paused({ since, until: until(10) })).toMatch(/^We meet again on Thursday 10 December, at 10:45\.\nThe same link, or the code ABC-DEF\.\n/);
  expect(paused({ since })).toMatch(/^A break\.\n/);
  expect(paused({ since })).not.toContain('Honesty');
});

test('AGENDA-17 what is not agreed yet is told at commit after what is, with its day', () => {
  const values = { a: value({ name: 'Honesty', status: 'adopted' }), b: value({ name: 'Craft', status: 'left_open', date: '2026-12-08' }), c: value({ name: 'Fun', status: 'left_open' }) };
  const charter = { adopted: ['a'], open: ['b', 'c'], on_record: {}, behaviours: {}, commitments: {}, digest: '', signed: 0, signers: [], reservations: [], for_follow_up: {} };
  const said = read(room({ stage: 'commit', clusters, agree: { values }, charter }));
  expect(said).toContain('Not agreed yet: Craft (8 December) and Fun.');
  expect(said.indexOf('Honesty')).toBeLessThan(said.indexOf('Craft'));
});

test('TELL-1 clusters are told with what is in them, and what is loose', () => {
  const said = read(room({ stage: 'cluster', step: 'name', clusters, cards }));
  expect(said.split('\n')).toEqual(['We name the clusters, aloud.', 'Honesty: Candour (2).', 'Craft: nothing in it yet.', 'Fun: nothing in it yet.', 'Not yet placed: Rest.']);
});

test('TELL-2 nothing behind the curtain is told', () => {
  expect(read(room({ stage: 'share', curtain: 'down', cards }))).toBe('About to begin.');
  expect(read(room({ stage: 'share', curtain: 'up', cards }))).toBe('From 2 people: Candour (2) and Rest.');
});

test('TELL-3 a closed vote is told with its set, most dots first, and the rest', () => {
  expect(read(room({ stage: 'vote', clusters, vote: result, own_reach: { count: 7, of: 9 } })).split('\n')).toEqual([
    '9 of 9 voted. Most dots: Craft (6 dots) and Honesty (4).',
    '8 of 9 find a dot of theirs here.',
    '7 of 9 can see one of their own values.',
    'Not proposed: Fun (1).',
  ]);
});

test('TELL-3 a set changed by hand is told as chosen together', () => {
  expect(read(room({ stage: 'vote', clusters, vote: result, set: ['a', 'c'] }))).toContain('Chosen together: Honesty (4 dots) and Fun (1).');
});

test('TELL-3 too few voices are told as their number alone', () => {
  expect(read(room({ stage: 'vote', clusters, vote: { ...vote, answered: 2, too_few: true } }))).toBe('2 voted: too few to show without giving someone away.');
});

test('TELL-4 a closed round is told by its shades', () => {
  const closed = { ...round, state: 'closed', answered: 7, n: 7, spread: { full: 3, minor: 2, along: 1, against: 1 }, result: 'needs_discussion', needs: ['A say'] } as const;
  const said = read(room({ stage: 'agree', agree: { focus: 'b', values: { b: value({ rounds: [{ ...closed, needs: ['A say'] }] }) } } }));
  expect(said).toContain('Round 1: 6 of 7 are with it: 3 fully, 2 with a minor point, 1 would go along and 1 says “not like this”.');
  expect(said).toContain('Needs discussion.');
  expect(said).toContain('What some of us need: “A say”');
});

test('SCALE-5 a round is told in the words of its scale, with the wording it was on and who gave no reason', () => {
  const closed = { ...round, wording: 'old', statement: 'We finish.', state: 'closed', answered: 7, n: 7, spread: { full: 3, talk: 1, against: 3 }, result: 'blocked', unsaid: 2 } as const;
  const settings = { ...room({}).settings, scale: 'fist' } as const;
  const said = read(room({ stage: 'agree', settings, agree: { focus: 'b', values: { b: value({ rounds: [closed] }) } } }));
  expect(said).toContain('Round 1, on “We finish.”: 3 of 7 are with it: 3 with five fingers, 1 with two and 3 with one or none.');
  expect(said).toContain('2 gave no reason.');
});

test('TELL-4 an open round is told by how many answered', () => {
  const open = { ...round, state: 'open', voices: { of: 9, count: 4 } } as const;
  expect(read(room({ stage: 'agree', agree: { values: { b: value({ rounds: [open] }) } } }))).toBe('Value by value, at your own pace.\nCraft: 4 of 9 answered.');
});

test('TELL-5 nearly everyone, and no number', () => {
  const counts = { taking_part: 9, begun: { of: 9, count: 9 }, done: { of: 9, nearly: true as const }, moved: 0 };
  expect(read(room({ stage: 'reflect', counts }))).not.toMatch(/\d|eight|one is/i);
  const open = { ...vote, state: 'open', voted: { of: 9, nearly: true } } as const;
  expect(read(room({ stage: 'vote', clusters, vote: { ...open, options: ['a'], voted: { of: 9, nearly: true } } }))).not.toMatch(/8|\d of/);
});

test('TELL-6 where my own value is, is told apart', () => {
  const mine = { own_in_set: true, values: { v: { label: 'Candour', show_story: false, card: 'x' } } } as unknown as MineView;
  const view = room({ stage: 'vote', clusters, cards, vote: result, set: ['a', 'b'] });
  expect(pieces(toldAlone(view, mine)).map((piece) => piece.text).join('')).toBe('one of your own values, “Candour”, is in Honesty.');
  expect(toldAlone(view, { ...mine, own_in_set: false })).toBe('none of your own values is among these.');
  const { own_in_set: _, ...before } = mine;
  expect(toldAlone(view, before)).toBe('');
});

test('TELL-7 what people wrote stands in a piece of its own', () => {
  const [sentence] = told(room({ purpose: 'مرحبا' }));
  expect(pieces(sentence ?? '')).toEqual([{ text: 'مرحبا', own: true }, { text: '.', own: false }]);
});

test('TELL-8 the charter in the making is told with what is lacking, what is taken on and what is parked', () => {
  const charter = {
    adopted: ['b'], open: [], on_record: {}, reservations: [], signers: [], signed: 2, digest: '',
    behaviours: { x: { text: 'wait', kind: 'wont', cluster: 'b', endorsed: 1, accepted: true }, y: { text: 'When it slips, we say so', kind: 'will', cluster: 'b', endorsed: 1, accepted: true } },
    commitments: { c: { text: 'Pairing hour', owner: 'm', due: '2027-01-08' } }, for_follow_up: { p: 'Budget' },
  } as const;
  const view = room({ stage: 'commit', charter: charter as unknown as SharedView['charter'], agree: { values: { b: value({ statement: '' }) } }, parked: { q: { text: 'Stairs', name: 'Jonas' }, r: { text: 'Tea' } } });
  expect(read(view).split('\n')).toEqual([
    "Craft. When it slips, we say so. We won’t: wait. No statement yet.",
    'What we take on: Pairing hour (Mei, by 8 January).',
    'Parked: “Stairs” (Jonas) and “Tea”',
    'One parked thought waits for the follow-up.',
    'Two have signed.',
  ]);
});

test('PARTNER-7 while people talk in pairs that alone is told, whatever hangs on the wall', () => {
  for (const curtain of ['up', 'down'] as const) {
    expect(read(room({ stage: 'share', curtain, cards, partners: 4 })).split('\n')).toEqual([
      'Find your partner: your phone says who it is.',
      'Tell each other the story behind one of your values, two minutes each.',
    ]);
  }
});

test('DRAFT-3 how many groups have a draft is told, and on which values they are', () => {
  const agree = { values: { a: value({ name: 'Honesty' }), b: value({}) }, focus: 'b' };
  const drafts = (drafting: SharedView['drafting']) => read(room({ stage: 'agree', clusters, set: ['a', 'b'], agree, drafting } as Partial<SharedView>));
  expect(drafts({ of: 2, count: 1 }).split('\n')).toEqual([
    'In pairs and trios: a wording for each value.',
    '1 of 2 groups have a draft.',
    'Honesty and Craft.',
  ]);
  expect(drafts({ of: 5, nearly: true })).toContain('Nearly all groups have a draft.');
});

test('TELL-1 a card with two homes is told, and that it waits', () => {
  const homeless = { ...cards, z: { label: 'Play', count: 1, cluster: 'b', two_homes: true as const } };
  expect(read(room({ stage: 'cluster', clusters, cards: homeless }))).toContain('Play has two homes');
});

test('TELL-1 a run-off is told while it is open, and what came of it', () => {
  const runoff = { ballot: 'r', state: 'open' as const, privacy: 'anonymous' as const, options: ['b', 'c'], ends: '2026-11-24T10:00:30Z', voted: { of: 9, count: 4 } };
  const open = read(room({ stage: 'vote', clusters, vote: { ...result, tied: ['b', 'c'], runoff } }));
  expect(open).toContain('Which comes first for you?');
  expect(open).toContain('among Craft and Fun');
  expect(open).not.toContain('Honesty');
  const { voted: _voted, ...closed } = { ...runoff, state: 'closed' as const, answered: 9, n: 9, results: { b: 5, c: 4 } };
  expect(read(room({ stage: 'vote', clusters, vote: { ...result, runoff: closed } }))).toContain('The run-off among the tied: Craft (5) and Fun (4).');
});
