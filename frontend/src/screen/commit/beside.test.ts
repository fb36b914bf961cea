import { expect, test } from 'vitest';
import { beside } from './beside';

const notes = (count: number, text = 'On-call pay, again.', foot = '') => Array(count).fill({ text, foot });

test('SCREEN-7 what is parked and what is taken on stand beside the charter as far as they fit', () => {
  expect(beside(notes(2, 'Pairing hour', 'Jonas, by 8 January'), notes(3), false, 'wide')).toEqual({ taken: 2, parked: 3 });
  const { taken, parked } = beside(notes(50, 'm'.repeat(280), 'Jonas'), notes(100, 'm'.repeat(280), 'Amara'), true, 'wide');
  expect(parked).toBeGreaterThan(0);
  expect(taken).toBeGreaterThan(0);
  expect(taken + parked).toBeLessThan(6);
});

test('SCREEN-7 one commitment at least has its place, and on an upright screen both have a column', () => {
  for (const shape of ['wide', 'old', 'tall'] as const) {
    const { taken, parked } = beside(notes(9, 'Pairing hour, twice a week', 'Jonas, by 8 January'), notes(30), true, shape);
    expect(taken, shape).toBeGreaterThan(0);
    expect(parked, shape).toBeGreaterThan(3);
  }
});

test('SCREEN-7 parked thoughts alone have all the room', () => {
  expect(beside([], notes(11), false, 'wide').parked).toBeGreaterThan(beside(notes(9), notes(11), true, 'wide').parked);
});
