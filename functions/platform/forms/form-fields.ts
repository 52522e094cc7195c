import type { InputProblem } from '../values/errors.ts';
import type { Language } from '../values/text.ts';
import { FORM_TEXTS } from './form.texts.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface FieldBase {
  /** As in the body of the API; nested ones with a dot: `due.on`. */
  readonly name: string;
  /**
   * In a list of objects: the number of the row. All rows have the same names (`offices.from`), repeated in their order;
   * rows without any value are left out.
   */
  readonly row?: number;
}

interface ShownField extends FieldBase {
  /** What the page calls it, in summaries as well. */
  readonly label: string;
  readonly hint?: string;
  /** May be left out. Only such fields are marked. */
  readonly isOptional?: true;
}

/** A field that the page shows. */
export type VisibleField =
  | (ShownField & {
      readonly kind: 'text' | 'email' | 'date' | 'number' | 'textarea';
      /** As HTML defines it: `name`, `email`, `off`. */
      readonly autocomplete?: string;
      /** What the browser proposes while somebody types; anything else may be typed. */
      readonly suggestions?: readonly Choice[];
    })
  | (ShownField & { readonly kind: 'select' | 'radio'; readonly choices: readonly Choice[] })
  /** A list: each chosen value once. */
  | (ShownField & { readonly kind: 'checkboxes'; readonly choices: readonly Choice[] })
  /** True or false. */
  | (ShownField & { readonly kind: 'checkbox' });

/** A field without a place on the page: hidden, or the value of the button that was pressed. */
type SilentField = FieldBase & {
  readonly kind: 'hidden' | 'button';
  readonly as: 'text' | 'number' | 'boolean' | 'list';
};

export type Field = VisibleField | SilentField;

export function isVisible(field: Field): field is VisibleField {
  return field.kind !== 'hidden' && field.kind !== 'button';
}

/** The id of the field's first control. */
export function fieldId({ name, row }: VisibleField): string {
  return `field-${name.replaceAll('.', '-')}${row === undefined || row === 0 ? '' : `-${row + 1}`}`;
}

/** What is written in a field: one value, or those of a list. */
export function writtenIn({ name, row }: Field, typed: URLSearchParams): readonly string[] {
  const written = typed.getAll(name);
  return row === undefined ? written : [written[row] ?? ''];
}

/** A problem in the words of the page; without a field, it concerns the whole form. */
export interface FormProblem {
  readonly field?: VisibleField;
  readonly message: string;
}

/** Fields of the frame itself, which no schema sees. */
const FRAME_FIELDS = ['csrf', 'idempotencyKey', 'office'] as const;

interface Nested {
  [name: string]: unknown;
}

/**
 * What was typed as the body of the API's request: names with dots as nested objects, repeated names as lists, numbers
 * and booleans where the field is one, empty fields left out.
 */
export function inputOf(fields: readonly Field[], typed: URLSearchParams): unknown {
  const input: Nested = {};
  const rows: Record<string, Map<number, Nested>> = {};
  for (const field of fields) {
    const value = valueIn(field, typed);
    if (value === undefined) continue;
    if (field.row === undefined) put(input, field.name.split('.'), value);
    else put(rowIn(rows, field, field.row), field.name.split('.').slice(1), value);
  }
  return { ...input, ...Object.fromEntries(Object.entries(rows).map(([list, found]) => [list, [...found.values()]])) };
}

function rowIn(rows: Record<string, Map<number, Nested>>, { name }: Field, row: number): Nested {
  const list = rows[listOf(name)] ?? new Map<number, Nested>();
  rows[listOf(name)] = list;
  const found = list.get(row) ?? {};
  list.set(row, found);
  return found;
}

/** The name of the list whose rows have a field. */
const listOf = (name: string) => name.slice(0, name.indexOf('.'));

function put(into: Nested, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const nested: Nested = isNested(inner) ? inner : {};
  into[name] = nested;
  put(nested, rest, value);
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueIn(field: Field, typed: URLSearchParams): unknown {
  const written = writtenIn(field, typed).map(unixLines);
  const [first = ''] = written;
  const kind = field.kind === 'hidden' || field.kind === 'button' ? field.as : field.kind;
  if (kind === 'checkboxes' || kind === 'list') {
    const chosen = written.filter((value) => value !== '');
    return chosen.length === 0 ? undefined : [...new Set(chosen)];
  }
  if (kind === 'checkbox') return first === 'true';
  if (first === '') return undefined;
  if (kind === 'number') return numberOf(first.trim());
  if (kind === 'boolean' && (first === 'true' || first === 'false')) return first === 'true';
  return first;
}

/** Browsers send line feeds with carriage returns. */
function unixLines(value: string): string {
  return value.replaceAll('\r\n', '\n');
}

// In Indonesia 1.000 is a thousand. A point before one or two digits can only be a decimal one.
const GROUPED = /^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;
const POINTED = /^-?\d+\.\d{1,2}$/;

/** The number, or what was written if it is none: the schema then refuses it. */
function numberOf(written: string): number | string {
  if (GROUPED.test(written)) return Number(written.replaceAll('.', '').replace(',', '.'));
  return POINTED.test(written) ? Number(written) : written;
}

/**
 * What the fields show: what was typed, or else the first values. Hidden fields always have their first values: a form
 * that comes back is made from what is true now.
 */
export function valuesShown(
  fields: readonly Field[],
  initial: Readonly<Record<string, string | readonly string[]>>,
  typed: URLSearchParams | undefined,
): URLSearchParams {
  const shown = new URLSearchParams();
  for (const field of fields) {
    const initially = [initial[field.name] ?? []].flat();
    const first = field.row === undefined ? initially : [initially[field.row] ?? ''];
    const values = typed === undefined || !isVisible(field) ? first : writtenIn(field, typed);
    for (const value of values) shown.append(field.name, value);
  }
  return shown;
}

/** Whether a name was posted that the form does not have: it was made before the form changed. */
export function hasUnknownNames(fields: readonly Field[], typed: URLSearchParams): boolean {
  const known = new Set<string>([...FRAME_FIELDS, ...fields.map(({ name }) => name)]);
  return [...typed.keys()].some((name) => !known.has(name));
}

/** The problems of a refused input by the fields of the page: at most one a field, in the order of the fields. */
export function problemsOnPage(
  problems: readonly InputProblem[],
  fields: readonly Field[],
  typed: URLSearchParams,
  language: Language,
): readonly FormProblem[] {
  const visible = fields.filter(isVisible);
  const byPath = new Map(visible.map((field) => [pathOf(field, fields, typed), field]));
  const ofForm: FormProblem[] = [];
  const byField = new Map<VisibleField, FormProblem>();
  for (const { path, message } of problems) {
    const field = fieldAt(path, byPath);
    if (field === undefined) ofForm.push({ message: forPeople(message) });
    else if (!byField.has(field)) byField.set(field, { field, message: wordsFor(field, message, typed, language) });
  }
  return [...ofForm, ...visible.flatMap((field) => byField.get(field) ?? [])];
}

/** The path of a field in the input; undefined in a row that is left out. */
function pathOf(field: VisibleField, fields: readonly Field[], typed: URLSearchParams): string | undefined {
  const { name, row } = field;
  if (row === undefined) return name;
  const list = fields.filter((other) => other.row !== undefined && listOf(other.name) === listOf(name));
  const written = new Set(list.filter((other) => valueIn(other, typed) !== undefined).map((other) => other.row));
  // Without any row, the problem of the list is shown at the first.
  const rows = written.size === 0 ? [0] : [...written];
  const index = rows.indexOf(row);
  return index < 0 ? undefined : `${listOf(name)}.${index}${name.slice(listOf(name).length)}`;
}

/** The field with this path, that holds it, or that stands first within it. */
function fieldAt(path: string, fields: ReadonlyMap<string | undefined, VisibleField>): VisibleField | undefined {
  if (path === '') return undefined;
  const known = [...fields].flatMap(([at, field]) => (at === undefined ? [] : [{ at, field }]));
  const found =
    known.find(({ at }) => at === path) ??
    known.find(({ at }) => path.startsWith(`${at}.`)) ??
    known.find(({ at }) => at.startsWith(`${path}.`));
  return found?.field;
}

function wordsFor(field: VisibleField, message: string, typed: URLSearchParams, language: Language): string {
  const texts = FORM_TEXTS[language];
  const written = writtenIn(field, typed);
  const isEmpty = written.every((value) => value === '');
  if (field.kind === 'select' || field.kind === 'radio') {
    if (isEmpty) return texts.choiceMissing;
    const isOffered = field.choices.some(({ value }) => value === written[0]);
    return isOffered ? forPeople(message) : texts.choiceUnknown;
  }
  if (field.kind === 'number' && !isEmpty && typeof valueIn(field, typed) === 'string') return texts.numberMissing;
  return forPeople(message);
}

/** Without what programs are told in parentheses: names of fields, formats. */
function forPeople(message: string): string {
  return message.replace(/ \((?:"|YYYY)[^)]*\)/g, '');
}
