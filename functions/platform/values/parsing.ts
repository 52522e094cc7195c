import type * as z from 'zod';
import { type InputProblem, InputRefusedError } from './errors.ts';

/** Parses a part of a request. @throws InputRefusedError lists every invalid value */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  // The input distinguishes a missing value from a value of another type.
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new InputRefusedError(result.error.issues.flatMap((issue) => problemsOf(issue)));
}

type Issue = z.core.$ZodIssue;

/** The problems of a schema issue, in Bahasa Indonesia; for a union, those of the closest alternative. */
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
      return FORMATS[issue.format] ?? ownMessage(issue);
    default:
      return ownMessage(issue);
  }
}

/** Messages of our own schemas are in Bahasa Indonesia; zod's are replaced. */
function ownMessage({ message }: Issue): string {
  return message.startsWith(ZOD_PREFIX) ? 'bentuknya tidak sesuai' : message;
}

/** The prefix of zod's English messages. */
const ZOD_PREFIX = 'Invalid ';

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
