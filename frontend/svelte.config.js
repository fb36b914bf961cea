import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// Without a component of the old kind, Svelte leaves what serves only those out of the bundle.
export default { preprocess: vitePreprocess({ style: false }), compilerOptions: { runes: true } };
