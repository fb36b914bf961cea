import type { SharedView } from '@shared/protocol';
import { expect, test } from 'vitest';
import { fact, progress } from './fact';

const shared = (part: Partial<SharedView>): SharedView => part as SharedView;
const voices = (...all: object[]) => ({ values: Object.fromEntries(all.map((v, n) => [`c${n}`, { rounds: [{ voices: v }] }])) }) as unknown as SharedView['agree'];

test('PHONE-13 progress is a count, or no count where it would point at the last ones', () => {
  expect(progress({ of: 9, count: 5 })).toBe('5 of 9');
  expect(progress({ of: 9, nearly: true })).toBe('nearly everyone');
});

test('PHONE-13 the top line tells the value that fewest have answered', () => {
  const said = fact(shared({ stage: 'agree', agree: voices({ of: 9, nearly: true }, { of: 9, count: 3 }, { of: 9, count: 6 }) }));
  expect(said).toBe('3 of 9 answered');
});

test('PHONE-13 the top line says nothing where nothing is counted', () => {
  expect(fact(shared({ stage: 'vote' }))).toBe('');
  expect(fact(shared({ stage: 'reflect' }))).toBe('');
});
