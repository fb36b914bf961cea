import { MediaQuery } from 'svelte/reactivity';
import type { Shape } from './flow';

const narrow = new MediaQuery('(max-aspect-ratio: 3/2)');
const upright = new MediaQuery('(max-aspect-ratio: 1/1)');

/** The picture's shape now: it changes with the window. */
export const shape = (): Shape => (upright.current ? 'tall' : narrow.current ? 'old' : 'wide');
