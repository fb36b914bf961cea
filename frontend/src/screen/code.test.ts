import { expect, test } from 'vitest';
import { codeWidth } from './code';

test('SCREEN-11 a code of wide letters is known to take more room than one of figures', () => {
  expect(codeWidth('WMW-MWM')).toBeCloseTo(3 * 0.83 + 3 * 0.78 + 0.35);
  expect(codeWidth('234-567')).toBeCloseTo(6 * 0.55 + 0.35);
});
