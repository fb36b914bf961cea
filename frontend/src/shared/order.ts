/** Entries of a map from the server, by key: ids are random, so the order tells nothing. */
export const byKey = <T>(map: Record<string, T> | undefined): [string, T][] =>
  Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** Entries by mark: the order in which clusters were made. */
export const byMark = <T extends { mark: number }>(map: Record<string, T> | undefined): [string, T][] =>
  Object.entries(map ?? {}).sort(([, a], [, b]) => a.mark - b.mark);

/** Entries by name, in the reader's own alphabet. */
export const byName = <T extends { name: string }>(map: Record<string, T>): [string, T][] =>
  Object.entries(map).sort(([a, x], [b, y]) => x.name.localeCompare(y.name) || (a < b ? -1 : 1));
