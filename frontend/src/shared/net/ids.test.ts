import { afterEach, expect, test, vi } from 'vitest';
import { newId } from './ids';

afterEach(() => vi.unstubAllGlobals());

test('CLIENT-2 ids are random UUIDs of version 4, also where the page has no secure context', () => {
  const real = globalThis.crypto;
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => real.getRandomValues(bytes) });
  const ids = Array.from({ length: 200 }, newId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(200);
});
