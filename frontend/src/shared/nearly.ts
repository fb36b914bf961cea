/** Under a quarter are missing: then "nearly everyone" is said and drawn, so that nobody stands out. */
export const nearly = (missing: number, of: number): boolean => missing > 0 && 4 * missing < of;
