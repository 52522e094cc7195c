import type { NamedOffice, OfficeId } from '../../offices/offices.ts';
import type { Initial } from '../../platform/forms/form-definition.ts';
import type { Field, VisibleField } from '../../platform/forms/form-fields.ts';
import { ROLES } from '../actors.ts';
import type { OfficeTerm } from '../people.ts';
import type { PersonWords } from './person-words.pages.ts';

/** The offices and roles that the reader may give to accounts. */
export interface Giving {
  /** The offices to choose from; undefined where the reader may name any. */
  readonly own: readonly OfficeId[] | undefined;
  /** Some offices, proposed while somebody types. */
  readonly suggested: readonly NamedOffice[];
  readonly words: PersonWords;
}

/** The fields of role and offices, with an empty row to add an office. */
export function accountFields(giving: Giving, rows: number): readonly Field[] {
  const { texts } = giving.words;
  const choices = ROLES.map((value) => ({ value, label: texts.roles[value], hint: texts.rolesAbout[value] }));
  const role: Field =
    giving.own === undefined
      ? { name: 'role', kind: 'radio', label: texts.fields.role, choices }
      : { name: 'role', kind: 'hidden', as: 'text' };
  return [role, ...Array.from({ length: rows }, (_, row) => termFields(giving, row)).flat()];
}

function termFields(giving: Giving, row: number): readonly VisibleField[] {
  const { fields } = giving.words.texts;
  const date = (name: 'from' | 'to', hint: string): VisibleField => ({
    name: `offices.${name}`,
    row,
    kind: 'date',
    label: fields[name](row),
    hint,
    isOptional: true,
  });
  return [officeField(giving, row), date('from', fields.fromHint), date('to', fields.toHint)];
}

function officeField({ own, suggested, words }: Giving, row: number): VisibleField {
  const { fields } = words.texts;
  const common = { name: 'offices.officeId', row, label: fields.office(row), ...(row === 0 ? {} : OPTIONAL) };
  if (own !== undefined) {
    return { ...common, kind: 'select', choices: own.map((value) => ({ value, label: words.office(value) })) };
  }
  const suggestions = suggested.map(({ officeId: value, name: label }) => ({ value, label }));
  return { ...common, kind: 'text', hint: fields.officeHint, suggestions };
}

const OPTIONAL = { isOptional: true } as const;

/** The first values of the rows of offices. */
export function initialTerms(terms: readonly OfficeTerm[]): Initial {
  return {
    'offices.officeId': terms.map(({ officeId }) => officeId),
    'offices.from': terms.map(({ from = '' }) => from),
    'offices.to': terms.map(({ to = '' }) => to),
  };
}
