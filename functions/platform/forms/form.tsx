import type { ComponentChildren } from 'preact';
import { PageFrame } from '../pages/page-frame.tsx';
import { FORM_TEXTS } from './form.texts.ts';
import type { FormState } from './form-definition.ts';
import { FieldRow } from './form-field.tsx';
import { fieldId, isVisible, type VisibleField } from './form-fields.ts';

/** A button that sends the form, first the one that the Enter key presses. */
export interface FormButton {
  readonly label: string;
  /** A field of the kind `button`, with the value that this one gives it. */
  readonly name?: string;
  readonly value?: string;
}

interface FormProps {
  readonly form: FormState;
  readonly buttons: readonly [FormButton, ...FormButton[]];
  /** Where `Tidak jadi` leads. */
  readonly leaveTo: string;
}

/** The page of a form: a heading, what is wrong with it, what the author writes above it, and the form. */
export function FormPage(props: FormProps & { readonly title: string; readonly children?: ComponentChildren }) {
  const { form, title, children, buttons, leaveTo } = props;
  const { reader } = form;
  return (
    <PageFrame title={form.isRefused ? FORM_TEXTS[reader.language].toFix(title) : title} reader={reader}>
      <h1>{title}</h1>
      <FormMessages form={form} />
      {children}
      <Form form={form} buttons={buttons} leaveTo={leaveTo} />
    </PageFrame>
  );
}

/** What a form has to say when it comes back. It takes the focus, also without JavaScript. */
export function FormMessages({ form: { problems, notice, reader } }: { readonly form: FormState }) {
  const texts = FORM_TEXTS[reader.language];
  if (problems.length === 0 && notice === undefined) return null;
  return (
    <section class="messages" tabIndex={-1} autofocus aria-labelledby="messages">
      <h2 id="messages">{notice?.title ?? texts.problems(problems.length)}</h2>
      <p>{notice?.text ?? texts.fix}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ field, message }) => (
            <li>
              {field === undefined ? (
                message
              ) : (
                <a href={`#${fieldId(field)}`}>
                  {field.label}: {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/**
 * The form itself, posted to its own address.
 * @param isQuery adds its fields to the address instead, which changes nothing: a step before the form that acts
 */
export function Form({ form, buttons, leaveTo, isQuery = false }: FormProps & { readonly isQuery?: boolean }) {
  const { address, fields, typed, problems, reader } = form;
  const hidden = isQuery ? {} : form.hidden;
  const problemOf = ({ name, row }: VisibleField) =>
    problems.find(({ field }) => field?.name === name && field.row === row)?.message;
  return (
    // The browser's own checks speak another language, and name no field.
    <form method={isQuery ? 'get' : 'post'} action={address} class="form" noValidate>
      <HiddenFields fields={hidden} />
      {fields.map((field) => {
        if (isVisible(field)) {
          return <FieldRow field={field} typed={typed} problem={problemOf(field)} language={reader.language} />;
        }
        if (field.kind === 'button') return null;
        return typed.getAll(field.name).map((value) => <input type="hidden" name={field.name} value={value} />);
      })}
      <p class="buttons">
        {buttons.map(({ label, name, value }) => (
          <button type="submit" name={name} value={value}>
            {label}
          </button>
        ))}
        <a href={leaveTo}>{FORM_TEXTS[reader.language].leave}</a>
      </p>
    </form>
  );
}

/** A form of one button, on a page that is not a form: it posts fixed fields to the address of a form. */
export function PostButton(props: {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
}) {
  return (
    <form method="post" action={props.action} class="form">
      <HiddenFields fields={props.fields} />
      <p class="buttons">
        <button type="submit">{props.label}</button>
      </p>
    </form>
  );
}

function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** Says what was done, on the page where a form leads. */
export function DoneMessage({ children }: { readonly children: ComponentChildren }) {
  return (
    <p role="status" class="done">
      {children}
    </p>
  );
}
