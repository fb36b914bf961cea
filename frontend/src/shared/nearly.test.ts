import { expect, test } from 'vitest';
import { nearly } from './nearly';

test('LEAD-6 nearly everyone: under a quarter are missing, and somebody is', () => {
  expect([nearly(0, 9), nearly(1, 4), nearly(1, 5), nearly(2, 9), nearly(3, 9)]).toEqual([false, false, true, true, false]);
});
