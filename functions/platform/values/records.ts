/** `Object.keys` with the key type of the record. */
export function keysOf<Key extends string>(of: Readonly<Record<Key, unknown>>): readonly Key[];
export function keysOf(of: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(of);
}

/** Makes an object with a value for each key, in the order of the keys. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value>;
export function recordOf(keys: readonly string[], make: (key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, make(key)]));
}
