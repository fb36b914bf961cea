/** Whether this person asked for less motion: moves become cuts. */
export const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
