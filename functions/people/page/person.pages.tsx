import * as z from 'zod';
import { FORM_TEXTS } from '../../platform/forms/form.texts.ts';
import { DoneMessage, Form, FormMessages } from '../../platform/forms/form.tsx';
import type { FormState, Initial } from '../../platform/forms/form-definition.ts';
import type { Field } from '../../platform/forms/form-fields.ts';
import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { type Person, personChanges } from '../people.ts';
import { inviteAddress, PEOPLE_ADDRESS } from './people-list.pages.tsx';
import { accountFields, type Giving, initialTerms } from './person-fields.pages.ts';

/** The page of a person, with the form by which the account is changed. */
export interface PersonForm {
  readonly person: Person;
  /** The office that the reader acts for. */
  readonly office: string;
  /** Whether the reader may change, invite again and end. */
  readonly isManaged: boolean;
  readonly isSelf: boolean;
  readonly giving: Giving;
  readonly done: 'invite' | 'change' | 'resend' | 'end' | undefined;
  readonly reader: Reader;
}

/** Sending again and ending do not look at the other fields. */
export const postedPerson = z.discriminatedUnion('act', [
  personChanges.extend({ act: z.literal('change') }),
  z.object({ act: z.literal('resend') }),
  z.object({ act: z.literal('end') }),
]);

export function personFields({ person, giving }: PersonForm): readonly Field[] {
  return [
    { name: 'version', kind: 'hidden', as: 'number' },
    { name: 'name', kind: 'text', label: giving.words.texts.fields.name },
    ...accountFields(giving, person.offices.length + 1),
    { name: 'act', kind: 'button', as: 'text' },
  ];
}

export function personInitial({ person }: PersonForm): Initial {
  const { version, name, role, offices } = person;
  return { version: String(version), name, role, ...initialTerms(offices) };
}

export function PersonPage({ form, context }: { readonly form: FormState; readonly context: PersonForm }) {
  const { person, isManaged, giving } = context;
  const { words } = giving;
  const { texts } = words;
  const { name, email, role, offices, endedAt } = person;
  const language = words.reader.language;
  return (
    <PageFrame title={form.isRefused ? FORM_TEXTS[language].toFix(name) : name} reader={words.reader}>
      <p>
        <a href={PEOPLE_ADDRESS}>{texts.title}</a>
      </p>
      <h1>{name}</h1>
      <Done context={context} />
      <FormMessages form={form} />
      <dl>
        <dt>{texts.fields.email}</dt>
        <dd>{email}</dd>
        <dt>{texts.fields.role}</dt>
        <dd>{texts.roles[role]}</dd>
        <dt>{texts.fields.office(0)}</dt>
        <dd>{offices.map((term) => words.term(term)).join('; ')}</dd>
      </dl>
      <p>{words.state(person)}</p>
      {endedAt !== undefined && (
        <p>
          <a href={inviteAddress(giving.own?.[0])}>{texts.inviteAgain}</a>
        </p>
      )}
      {endedAt === undefined && !isManaged && <p>{texts.notYours}</p>}
      {endedAt === undefined && isManaged && <Change form={form} context={context} />}
    </PageFrame>
  );
}

function Change({ form, context: { isSelf, giving } }: { readonly form: FormState; readonly context: PersonForm }) {
  const { texts } = giving.words;
  return (
    <>
      <p>{texts.resendAbout}</p>
      {!isSelf && <p>{texts.endAbout}</p>}
      <Form
        form={form}
        leaveTo={PEOPLE_ADDRESS}
        buttons={[
          { label: texts.save, name: 'act', value: 'change' },
          { label: texts.resend, name: 'act', value: 'resend' },
          ...(isSelf ? [] : [{ label: texts.end, name: 'act', value: 'end' }]),
        ]}
      />
    </>
  );
}

function Done({ context: { done, person, giving } }: { readonly context: PersonForm }) {
  if (done === undefined) return null;
  const { done: texts } = giving.words.texts;
  if (done === 'change' || done === 'end') return <DoneMessage>{texts[done]}</DoneMessage>;
  return (
    <DoneMessage>
      {person.invitedAt === undefined ? `${texts[done].notSent} ${texts.tellThem}` : texts[done].sent}
    </DoneMessage>
  );
}
