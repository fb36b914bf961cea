/** localStorage that may be missing, full or forbidden: then things are kept in memory, for this page alone. */
const memory = new Map<string, string>();

export function load<T>(key: string): T | undefined {
  try {
    // What couldn't be written is newer than what lies in the storage.
    const text = memory.get(key) ?? localStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

export function save(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

export function drop(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was there */
  }
}

/** The keys in the storage that begin so. */
export function keys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
