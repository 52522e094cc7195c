/** The keys of an object whose type names all of them. */
export function keysOf<Key extends string>(of: Readonly<Record<Key, unknown>>): readonly Key[];
export function keysOf(of: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(of);
}

/** An object with a value for each of the keys, in their order. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value>;
export function recordOf(keys: readonly string[], make: (key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, make(key)]));
}
