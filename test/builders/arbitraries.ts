import * as fc from 'fast-check';
import type * as z from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** Values that exist, by the name of the field: a schema says that a region is a text, not which regions exist. */
export type LikelyValues = Readonly<Record<string, readonly unknown[]>>;

/** 1: also generate the limits of a schema. */
type Edges = 0 | 1;

const TEXTS = ['Antrean dipantau tiap pekan', 'Kota Palopo – loket №3', 'baris satu\nbaris dua', '🏥 puskesmas', '0'];
const DATES = ['2026-01-05', '2024-02-29', '1900-01-01', '2199-12-31', '2025-02-29', '2026-13-01', '0000-01-01'];
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  email: ['andi@example.org', `${'a'.repeat(242)}@example.org`, 'andi@', 'andi@localhost'],
  uri: [
    'https://example.org/notula?halaman=1',
    'https://example.org',
    'javascript:alert(1)',
    'http://[',
    'ftp://x.org',
  ],
};

/** Values that no schema describes. */
export const ODD_VALUES: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    '',
    ' ',
    [],
    {},
    [[]],
    [null],
    { id: null },
    { $ne: 1 },
    -1,
    0,
    -0,
    0.1,
    1e-300,
    1e308,
  ),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 64, 1e21, 5e-324, '9'.repeat(400), '1e9', 'NaN', '٣', '１２３'),
  fc.constantFrom('\u0000', '\u0007', '\ud800', '\u202e', '\ufeff', '\u200b', '\r\n', 'é'.repeat(3_000), '{{x}}'),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '#',
    'A#B',
    'a/../b',
    "' OR 1=1 --",
    '<script>',
    '$.x',
    '{% 1 %}',
    '3201010101010001',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 4 }),
  fc.integer({ min: 1, max: 200 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
);

function texts({ minLength = 0, maxLength = 100, pattern, format }: Schema, edges: Edges): fc.Arbitrary<string> {
  const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter(
    (length) => length >= 0 && length < 5_000,
  );
  const formed = FORMATS[format ?? ''];
  if (formed !== undefined) return fc.constantFrom(...formed.slice(0, edges ? undefined : 1));
  const usual = pattern === undefined ? fc.constantFrom(...TEXTS) : fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    { weight: 4, arbitrary: usual.map((text) => text.slice(0, maxLength)) },
    { weight: edges, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) }) },
    { weight: edges, arbitrary: fc.constantFrom(...lengths.map((length) => 'a'.repeat(length))) },
  );
}

function numbers({ type, minimum = -1e15, maximum = 1e15 }: Schema, edges: Edges): fc.Arbitrary<number> {
  const within = { min: Math.max(minimum, -1e6), max: Math.min(maximum, 1e6) };
  const middle = type === 'integer' ? fc.integer(within) : fc.double({ ...within, noNaN: true });
  const limits = fc.constantFrom(minimum - 1, minimum, maximum, maximum + 1, 0, 1, 2);
  return fc.oneof({ weight: 2, arbitrary: middle }, { weight: edges, arbitrary: limits });
}

function lists(items: fc.Arbitrary<unknown>, { minItems = 0, maxItems = 10 }: Schema, edges: Edges) {
  const few = fc.array(items, { minLength: minItems, maxLength: Math.min(maxItems, 3) });
  const limits = [Math.max(minItems - 1, 0), maxItems, maxItems + 1].map((length) =>
    fc.array(items, { minLength: length, maxLength: length }),
  );
  return fc.oneof({ weight: 2, arbitrary: few }, { weight: edges, arbitrary: fc.oneof(...limits) });
}

function objects({ properties = {}, required = [] }: Schema, likely: LikelyValues, edges: Edges): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]): [string, fc.Arbitrary<unknown>] => [
    name,
    valuesFor(schema, likely, edges, name),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required, noNullPrototype: true });
}

/** Values that fit a JSON schema. With edges, also its limits, one step beyond them, and ids that do not exist. */
export function valuesFor(
  schema: Schema | boolean,
  likely: LikelyValues,
  edges: Edges,
  name = '',
): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return ODD_VALUES;
  const known = likely[name];
  if (known !== undefined && schema.type !== 'array' && schema.const === undefined) {
    const anything = valuesFor(schema, {}, edges);
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: edges, arbitrary: anything });
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways !== undefined) return fc.oneof(...ways.map((way) => valuesFor(way, likely, edges, name)));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => valuesFor({ ...schema, type }, likely, edges)));
  if (schema.allOf !== undefined) return fc.constantFrom(...DATES.slice(0, edges ? undefined : 2));
  switch (schema.type) {
    case 'string':
      return texts(schema, edges);
    case 'integer':
    case 'number':
      return numbers(schema, edges);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const { items = true } = schema;
      return lists(Array.isArray(items) ? ODD_VALUES : valuesFor(items, likely, edges, name), schema, edges);
    }
    case 'object':
      return objects(schema, likely, edges);
    default:
      return ODD_VALUES;
  }
}

/** The paths to all parts of a value, itself first. */
function places(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => places(inner).map((path) => [key, ...path]))];
}

/** The value with another part at a path; undefined removes the part. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((inner, index) => (String(index) === key ? changed(inner, rest, to) : inner));
  return Object.fromEntries(
    Object.entries(value).map(([at, inner]) => [at, at === key ? changed(inner, rest, to) : inner]),
  );
}

const EXTRA = Symbol('an unknown field');

/** The value with one or two of its parts odd, missing, or with an unknown field. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.oneof(ODD_VALUES, fc.constant(undefined), fc.constant(EXTRA))), {
    minLength: 1,
    maxLength: 2,
  });
  return fc
    .tuple(values, changes)
    .map(([value, all]) => all.reduce<unknown>((before, [pick, to]) => spoiled(before, pick, to), value));
}

function spoiled(value: unknown, pick: number, to: unknown): unknown {
  if (to === EXTRA && typeof value === 'object') return { ...value, tenggat: pick };
  const paths = places(value);
  return changed(value, paths[pick % paths.length] ?? [], to);
}
