import type * as z from 'zod';
import { type InputProblem, InputRefusedError } from './errors.ts';

/**
 * Parses a part of a request.
 * @throws InputRefusedError lists every value that does not fit
 */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  // With the input, a missing value is told from one of another type.
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new InputRefusedError(result.error.issues.flatMap((issue) => problemsOf(issue)));
}

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a value, where, for a person: an issue of a schema as problems in Bahasa Indonesia. Of a union, what
 * is wrong with the alternative that comes nearest.
 */
function problemsOf(issue: Issue, above: readonly PropertyKey[] = []): readonly InputProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [nearest] = issue.errors.toSorted((one, other) => one.length - other.length);
    if (nearest !== undefined) return nearest.flatMap((inner) => problemsOf(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'tidak dikenal; hapus isian ini' }));
  }
  return [{ path: path.join('.'), message: messageOf(issue) }];
}

function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'wajib diisi' : `harus berupa ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin !== 'number') return 'tidak boleh kosong';
      return `minimal ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `maksimal ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `harus salah satu dari: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `harus salah satu dari: ${issue.options.join(', ')}`
        : 'bentuknya tidak sesuai';
    case 'invalid_format':
      return FORMATS[issue.format] ?? ownWords(issue);
    default:
      return ownWords(issue);
  }
}

/** What one of our own rules says, if it says anything: then it is for people. */
function ownWords({ message }: Issue): string {
  return message.startsWith(NOT_OURS) ? 'bentuknya tidak sesuai' : message;
}

/** What zod says begins so, in English; our rules speak Bahasa Indonesia. */
const NOT_OURS = 'Invalid ';

const FORMATS: Readonly<Record<string, string>> = {
  date: 'bukan tanggal yang ada (YYYY-MM-DD)',
  email: 'bukan alamat surel',
  url: 'bukan alamat web',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'teks',
  number: 'angka',
  int: 'bilangan bulat',
  boolean: 'true atau false',
  array: 'daftar',
  object: 'objek',
};

const UNITS: Readonly<Record<string, string>> = { string: ' karakter', array: ' butir' };
