import { expect, test } from 'vitest';
import { writers } from './writers';

const counts = { taking_part: 9, moved: 0 };

test('LEAD-6 those who write, as everyone may know it', () => {
  const some = writers({ ...counts, begun: { of: 9, count: 5 }, done: { of: 9, count: 3 } });
  expect(some).toMatchObject({ nearly: false, done: 3, missing: 6, writing: 2 });
  expect(some.looks.map((look) => look[0]).join('')).toBe('dddbboooo');
  expect(writers({ ...counts, begun: { of: 9, count: 9 }, done: { of: 9, nearly: true } })).toMatchObject({ nearly: true, looks: [] });
  expect(writers({ ...counts, begun: { of: 9, count: 9 }, done: { of: 9, count: 9 } })).toMatchObject({ nearly: false, missing: 0 });
});

test('LEAD-6 where nearly everyone has begun, no stone is empty and no number tells who has not', () => {
  const few = writers({ ...counts, begun: { of: 9, nearly: true }, done: { of: 9, count: 3 } });
  expect(few.writing).toBe(0);
  expect(few.looks.map((look) => look[0]).join('')).toBe('dddbbbbbb');
});
