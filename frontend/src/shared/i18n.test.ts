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

test('CONTENT-8 a name from right to left is isolated, once, and no other is', () => {
  expect(t('hello', { name: 'דנה' })).toBe('Hello, \u2068דנה\u2069. {odd}');
  expect(t('hello', { name: 'Dana (دانا)' })).toBe('Hello, \u2068Dana (دانا)\u2069. {odd}');
  expect(t('hello', { name: '\u2068דנה\u2069' })).toBe('Hello, \u2068דנה\u2069. {odd}');
  for (const name of ['Zoë', 'Ирина', '葛城', '👩‍💻', 'שלום'.slice(0, 0), '7']) expect(t('hello', { name })).toBe(`Hello, ${name}. {odd}`);
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
