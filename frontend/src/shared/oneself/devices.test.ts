import { expect, test } from 'vitest';
import type { MineView } from '../protocol';
import { devicesOf, unknown } from './devices';

const mine = {
  devices: {
    tablet: { came_by: 'code', at: '2026-03-02T09:00:00.000Z' },
    laptop: { came_by: 'host', at: '2026-03-02T10:00:00.000Z' },
  },
} as unknown as MineView;

test('SELF-6 the latest device is told first', () => {
  expect(devicesOf(mine).map(({ id }) => id)).toEqual(['laptop', 'tablet']);
  expect(devicesOf({} as MineView)).toEqual([]);
});

test('SELF-6 each device hears once of those that came in after it, and not of itself', () => {
  expect(unknown(mine, '', []).map(({ id }) => id)).toEqual(['laptop', 'tablet']);
  expect(unknown(mine, 'tablet', []).map(({ id }) => id)).toEqual(['laptop']);
  expect(unknown(mine, 'laptop', [])).toEqual([]);
  expect(unknown(mine, '', ['laptop', 'tablet'])).toEqual([]);
});
