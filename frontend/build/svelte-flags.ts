import type { Plugin } from 'vite';

const DECLARED = /export let (\w+) = false;/g;
const SET = /^\s+(\w+_flag = (true|false)|hydrating = value);$/gm;
const FILES = ['/svelte/src/internal/flags/index.js', '/svelte/src/internal/client/dom/hydration.js'];

/**
 * Lets the bundler see that no page hydrates, awaits in its markup or has a component of the old kind: Svelte's flags for
 * these are variables that nothing here sets, and Rolldown, unlike Rollup, keeps what stands behind such a one.
 */
export function svelteFlags(): Plugin {
  const missing = new Set(FILES);
  return {
    name: 'svelte-flags',
    apply: 'build',
    transform(code, id) {
      const file = FILES.find((file) => id.endsWith(file));
      if (!file) return undefined;
      missing.delete(file);
      if (!code.match(DECLARED) || !code.match(SET)) this.error(`${file} is not as it was: see build/svelte-flags.ts`);
      return { code: code.replace(SET, '').replace(DECLARED, 'export const $1 = false;'), map: null };
    },
    buildEnd(error) {
      if (!error && missing.size) this.error(`Svelte's flags have moved: ${[...missing].join(', ')}`);
    },
  };
}
