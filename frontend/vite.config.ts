import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import browserslist from 'browserslist';
import { browserslistToTargets, composeVisitors } from 'lightningcss';
import { defineConfig } from 'vite';
import { inSrgb } from './build/colours.ts';
import { compress } from './build/compress.ts';
import { phoneTokens } from './build/phone-tokens.ts';
import { svelteFlags } from './build/svelte-flags.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Phones of ten years are let in: lightningcss writes fallbacks for light-dark() and logical properties. Older browsers
// have no :where() and no String.replaceAll(), which Svelte itself needs.
const browsers = browserslist('safari >= 14, ios >= 14, chrome >= 88, firefox >= 78, edge >= 88');

/**
 * What a phone loads at once is one file, and what writing a value needs is another: many small ones would be heavier, and
 * slower on a line with long ways. The rest falls into pieces by itself.
 */
const FIRST = /^(?!.*(\.css|\/main\.ts))/;
const WRITING = /reflect\/(MyValues|OnPhone|ValueForm|deck|draft|narrow|onphone|steps|values)\.|parts\/Who|shared\/nearly|(eye-slash|pencil-simple|trash|user-circle|user-circle-dashed)\.svg/;
const BINDINGS = /bindings\/(input|size)\.js/;
const CHUNKS = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'bindings', test: BINDINGS },
    { name: 'first', tags: ['$initial' as const], test: FIRST },
    { name: 'writing', test: WRITING },
  ],
};

/** Built apart, each by its mode: phones then load nothing that only the console or the screen needs. */
const ENTRIES: Record<string, string[]> = { desk: ['facilitator', 'screen'], phone: ['participant', 'pages', 'door'] };

export default defineConfig(({ mode }) => {
  const entries = ENTRIES[mode] ?? ENTRIES.desk!;
  const folder = mode === 'phone' ? 'phone' : 'desk';
  return {
    base: `/static/build/${folder}/`,
    plugins: [svelteFlags(), svelte(), compress()],
    resolve: {
      alias: { '@shared': here('src/shared'), '@locales': here('../app/locales'), '@data': here('../app/data') },
      conditions: process.env.VITEST ? ['browser'] : undefined,
    },
    css: {
      transformer: 'lightningcss',
      lightningcss: {
        targets: browserslistToTargets(browsers),
        visitor: composeVisitors(folder === 'phone' ? [{ Color: inSrgb }, phoneTokens] : [{ Color: inSrgb }]),
      },
    },
    build: {
      outDir: here(`../app/static/build/${folder}`),
      emptyOutDir: true,
      manifest: true,
      target: 'es2020',
      cssMinify: 'lightningcss',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        treeshake: { moduleSideEffects: [{ test: BINDINGS, sideEffects: false }] },
        output: folder === 'phone' ? { codeSplitting: CHUNKS } : {},
        // The console's page for a guest holds all stages of a phone at once.
        checks: { pluginTimings: false, ineffectiveDynamicImport: false },
        input: Object.fromEntries(entries.map((name) => [name, here(`src/${name}/main.ts`)])),
      },
    },
  };
});
