/** The marks that clusters bear, after those that masons cut; in the order of the tokens `--c1` … `--c12`. */
export const MARKS: readonly string[] = [
  'M12 2.500a9.500 9.500 0 1 1 0 19 9.500 9.500 0 0 1 0-19z',
  'M3 3h18v18H3z',
  'M12 2 22.500 21h-21z',
  'M12 1 23 12 12 23 1 12z',
  'M9 2h6v7h7v6h-7v7H9v-7H2V9h7z',
  'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 5.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9z',
  'M3 2h18l-6.500 10L21 22H3l6.500-10z',
  'M2 21V12a10 10 0 0 1 20 0v9h-6v-9a4 4 0 0 0-8 0v9z',
  'M2 3h6l4 8 4-8h6L14.800 21H9.200z',
  'M2 3h20v7H2zM2 14h20v7H2z',
  'M12 1l2.800 8.200L23 12l-8.200 2.800L12 23l-2.800-8.200L1 12l8.200-2.800z',
  'M3 3h18v18H3zm5 5v8h8V8z',
];

/** The colour of a cluster: its own hue for the first twelve, ink from the thirteenth on. */
export const hue = (mark: number): string => (mark <= MARKS.length ? `var(--c${mark})` : 'var(--ink)');
