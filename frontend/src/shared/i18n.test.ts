import { expect, test } from 'vitest';
import { clock, shownCode, speak } from './i18n';

const { t, tn } = speak({
  'number.2': 'two',
  'hello': 'Hello, {name}. {odd}',
  'left.one': '{Count} left',
  'left.other': '{n} left: {count}, {Count}, {name}',
});

test('CLIENT-13 a sentence takes its parameters, and shows a hole where one is missing', () => {
  expect(t('hello', { name: '<b>Mei & {name}</b>' })).toBe('Hello, <b>Mei & {name}</b>. {odd}');
});

test('CLIENT-13 one takes its own form, everything else the other', () => {
  expect(tn('left', 1)).toBe('1 left');
  expect(tn('left', 2, { name: 'Mei' })).toBe('2 left: two, Two, Mei');
  expect(tn('left', 0, { name: '' })).toBe('0 left: 0, 0, ');
});

test('CLIENT-13 timers and codes read as people say them', () => {
  expect([clock(0), clock(59.9), clock(60), clock(754)]).toEqual(['0:00', '0:59', '1:00', '12:34']);
  expect(shownCode('KT7M4R')).toBe('KT7-M4R');
});
