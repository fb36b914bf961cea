import { expect, test } from 'vitest';
import { rest, toGo } from './pause';

const at = (day: number, hours: number, minutes = 0) => new Date(2026, 11, day, hours, minutes).toISOString();

test('AGENDA-15 a pause on the same day is a break that is counted down, and stops at nothing', () => {
  const pause = rest({ since: at(3, 10, 30), until: at(3, 10, 45) });
  expect(pause).toMatchObject({ kind: 'break', time: '10:45' });
  expect(toGo(pause, Date.parse(at(3, 10, 40)))).toBe(300);
  expect(toGo(pause, Date.parse(at(3, 11)))).toBe(0);
});

test('AGENDA-15 another day is named with its hour, and not counted down', () => {
  const pause = rest({ since: at(3, 17), until: at(10, 9) });
  expect(pause).toMatchObject({ kind: 'day', day: 'Thursday 10 December', time: '09:00' });
  expect(toGo(pause, Date.parse(at(3, 18)))).toBeUndefined();
});

test('AGENDA-15 a pause without an end has none', () => {
  const pause = rest({ since: at(3, 10) });
  expect(pause).toEqual({ kind: 'open' });
  expect(toGo(pause, 0)).toBeUndefined();
});
