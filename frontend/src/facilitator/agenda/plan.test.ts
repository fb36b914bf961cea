import { expect, test } from 'vitest';
import { fits, named, NAMES, READY, times, total } from './plan';

const NOW = Date.parse('2026-12-03T10:00:00Z');
const inMinutes = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const plan = (ends: number, stage: number, after: number) => ({ ends: inMinutes(ends), stage_ends: inMinutes(stage), after: after * 60 });

test('AGENDA-1 a ready agenda is known by its minutes, and anything else is its own', () => {
  for (const name of NAMES) expect(named({ ...READY[name] })).toBe(name);
  expect(named({ ...READY['90'], vote: 11 })).toBe('own');
  expect(NAMES.map((name) => total(READY[name]))).toEqual([45, 90, 240]);
});

test('AGENDA-6 a room in its plan is not late, however much of the stage is used', () => {
  const planned = plan(60, 15, 45);
  for (const passed of [0, 7, 15]) expect(times(planned, NOW + passed * 60_000)).toMatchObject({ left: (60 - passed) * 60, late: 0 });
});

test('AGENDA-6 a stage that goes on too long makes the room late, minute by minute', () => {
  expect(times(plan(60, 15, 45), NOW + 21 * 60_000)).toEqual({ left: 39 * 60, stage: -6 * 60, late: 6 * 60 });
});

test('AGENDA-6 time won in one stage is there for the others, and never late', () => {
  expect(times(plan(50, 10, 30), NOW).late).toBe(0);
  expect(times(plan(50, 10, 30), NOW + 25 * 60_000).late).toBe(5 * 60);
});

test('AGENDA-8 there is time for so many values as a rule, and so many at most', () => {
  expect(fits(20 * 60, 6)).toEqual({ fit: 3, most: 4 });
  expect(fits(18 * 60, 6)).toEqual({ fit: 3, most: 3 });
  expect(fits(-60, 6)).toEqual({ fit: 0, most: 0 });
});
