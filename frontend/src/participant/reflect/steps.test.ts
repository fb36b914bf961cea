import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Steps } from './steps.svelte';

let entries: unknown[] = [];
let at = 0;
let turned: ((event: { state: unknown }) => void) | undefined;

/** A history that turns at once. */
beforeEach(() => {
  entries = [null];
  at = 0;
  const go = (by: number) => {
    at = Math.max(0, at + by);
    turned?.({ state: entries[at] });
  };
  vi.stubGlobal('history', {
    get state() {
      return entries[at];
    },
    pushState: (state: unknown) => ((entries = [...entries.slice(0, at + 1), state]), (at += 1)),
    replaceState: (state: unknown) => (entries[at] = state),
    go,
    back: () => go(-1),
  });
  vi.stubGlobal('addEventListener', (_: string, heard: typeof turned) => (turned = heard));
  vi.stubGlobal('removeEventListener', () => (turned = undefined));
});
afterEach(() => vi.unstubAllGlobals());

test('DECK-16 Back leads to the step before, and from the writing off the page', () => {
  const steps = new Steps();
  steps.follow();
  for (const step of ['deck', 'keep', 'narrow'] as const) steps.go(step);
  const seen = ['narrow', 'keep', 'deck', 'write'].map((step) => {
    expect(steps.now).toBe(step);
    steps.back();
    return step;
  });
  expect(seen).toHaveLength(4);
  expect(at).toBe(0);
});

test('DECK-16 what was put in leads to the writing, with no step left behind it', () => {
  const steps = new Steps();
  steps.follow();
  steps.go('deck');
  steps.go('narrow');
  steps.home();
  expect([steps.now, at]).toEqual(['write', 0]);
});

test('DECK-16 a stage that ends takes its steps out of the history; after a reload one writes', () => {
  const steps = new Steps();
  const end = steps.follow();
  steps.go('deck');
  end();
  expect(at).toBe(0);
  entries = [null, { reflect: 'deck', depth: 1 }];
  at = 1;
  new Steps().follow();
  expect(entries[1]).toBe(null);
});
