type Json = unknown;
const isMap = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (map: Record<string, Json>, key: string): Json => (Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined);

/** RFC 7396 JSON Merge Patch. Parts that the patch doesn't name stay the same objects. No key reaches what every object inherits. */
export function merge<T>(target: T, patch: Json): T {
  if (!isMap(patch)) return patch as T;
  const merged: Record<string, Json> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '__proto__') continue;
    if (value === null) delete merged[key];
    else merged[key] = merge(own(merged, key), value);
  }
  return merged as T;
}
