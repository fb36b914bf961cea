import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import browserslist from 'browserslist';
import { browserslistToTargets } from 'lightningcss';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Phones of ten years are let in: lightningcss writes fallbacks for oklch() and logical properties. Older browsers
// have no :where() and no String.replaceAll(), which Svelte itself needs.
const browsers = browserslist('safari >= 14, ios >= 14, chrome >= 88, firefox >= 78, edge >= 88');

export default defineConfig({
  base: '/static/build/',
  plugins: [svelte()],
  resolve: {
    alias: { '@shared': here('src/shared'), '@locales': here('../app/locales'), '@data': here('../app/data') },
    conditions: process.env.VITEST ? ['browser'] : undefined,
  },
  css: { transformer: 'lightningcss', lightningcss: { targets: browserslistToTargets(browsers) } },
  build: {
    outDir: here('../app/static/build'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2020',
    cssMinify: 'lightningcss',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        participant: here('src/participant/main.ts'),
        facilitator: here('src/facilitator/main.ts'),
        screen: here('src/screen/main.ts'),
        pages: here('src/pages/main.ts'),
      },
    },
  },
});
