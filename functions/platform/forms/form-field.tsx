import type { ComponentChildren } from 'preact';
import type { Language } from '../values/text.ts';
import { FORM_TEXTS } from './form.texts.ts';
import { type Choice, fieldId, type VisibleField, writtenIn } from './form-fields.ts';

interface FieldProps {
  readonly field: VisibleField;
  readonly typed: URLSearchParams;
  readonly problem: string | undefined;
  readonly language: Language;
}

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** A field with its label, its hint and its problem, which belong together for those who do not see them. */
export function FieldRow(props: FieldProps) {
  const { field, problem } = props;
  const id = fieldId(field);
  const described = [
    ...(field.hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ];
  const control: ControlProps = {
    id,
    name: field.name,
    required: field.isOptional !== true,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': problem === undefined ? undefined : 'true',
  };
  const Row = field.kind === 'radio' || field.kind === 'checkboxes' ? ChoiceRow : InputRow;
  return <Row {...props} control={control} />;
}

type RowProps = FieldProps & { readonly control: ControlProps };

function InputRow(props: RowProps) {
  const { field, control } = props;
  if (field.kind === 'checkbox') {
    return (
      <div class="field">
        <Problem {...props} />
        <p class="option">
          <input
            type="checkbox"
            value="true"
            checked={props.typed.get(field.name) === 'true'}
            {...ofCheckbox(control)}
          />
          <label for={control.id}>{field.label}</label>
        </p>
        <Hint {...props} />
      </div>
    );
  }
  return (
    <div class="field">
      <label for={control.id}>
        <Label {...props} />
      </label>
      <Hint {...props} />
      <Problem {...props} />
      <Control {...props} />
    </div>
  );
}

function Control({ field, typed, language, control }: RowProps) {
  const [value = ''] = writtenIn(field, typed);
  switch (field.kind) {
    case 'textarea':
      return (
        <textarea rows={5} {...control}>
          {/* HTML drops a line feed that stands first. */}
          {`\n${value}`}
        </textarea>
      );
    case 'select':
      return (
        <select {...control}>
          <option value="">{FORM_TEXTS[language].choose}</option>
          {field.choices.map((choice) => (
            <option value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case 'number':
      return <input type="text" inputMode="decimal" autocomplete="off" value={value} {...control} />;
    case 'email':
      return <input type="email" autocomplete={field.autocomplete ?? 'off'} value={value} {...control} />;
    case 'date':
      // A browser empties a date field whose value is no date.
      if (/^(\d{4}-\d\d-\d\d)?$/.test(value)) return <input type="date" value={value} {...control} />;
      return <input type="text" value={value} {...control} />;
    case 'text':
      return (
        <>
          <input
            type="text"
            autocomplete={field.autocomplete ?? 'off'}
            value={value}
            list={field.suggestions && listId(control)}
            {...control}
          />
          {field.suggestions && <Suggestions choices={field.suggestions} id={listId(control)} />}
        </>
      );
    default:
      return null;
  }
}

const listId = ({ id }: ControlProps) => `${id}-suggestions`;

function Suggestions({ choices, id }: { readonly choices: readonly Choice[]; readonly id: string }) {
  return (
    <datalist id={id}>
      {choices.map(({ value, label }) => (
        <option value={value}>{label}</option>
      ))}
    </datalist>
  );
}

/** Several choices, of which one or more can be chosen. The summary leads to the first. */
function ChoiceRow(props: RowProps) {
  const { field, typed, control } = props;
  if (field.kind !== 'radio' && field.kind !== 'checkboxes') return null;
  const chosen = typed.getAll(field.name);
  const type = field.kind === 'radio' ? 'radio' : 'checkbox';
  return (
    <fieldset class="field" aria-describedby={control['aria-describedby']}>
      <legend>
        <Label {...props} />
      </legend>
      <Hint {...props} />
      <Problem {...props} />
      {field.choices.map(({ value, label, hint }, index) => {
        const id = index === 0 ? control.id : `${control.id}-${index + 1}`;
        return (
          <div class="option">
            <input
              type={type}
              id={id}
              name={field.name}
              value={value}
              checked={chosen.includes(value)}
              aria-describedby={hint === undefined ? undefined : `${id}-about`}
            />
            <label for={id}>{label}</label>
            {hint !== undefined && (
              <p class="hint" id={`${id}-about`}>
                {hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** A box may stay empty. */
function ofCheckbox({ required, ...control }: ControlProps) {
  return control;
}

function Label({ field, language }: FieldProps): ComponentChildren {
  if (field.isOptional !== true) return field.label;
  return (
    <>
      {field.label} <span class="optional">{FORM_TEXTS[language].optional}</span>
    </>
  );
}

function Hint({ field }: FieldProps) {
  if (field.hint === undefined) return null;
  return (
    <p class="hint" id={`${fieldId(field)}-hint`}>
      {field.hint}
    </p>
  );
}

function Problem({ field, problem }: FieldProps) {
  if (problem === undefined) return null;
  return (
    <p class="problem" id={`${fieldId(field)}-problem`}>
      {problem}
    </p>
  );
}
