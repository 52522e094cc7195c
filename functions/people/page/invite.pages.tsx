import { FormPage } from '../../platform/forms/form.tsx';
import type { FormState, Initial } from '../../platform/forms/form-definition.ts';
import type { Field } from '../../platform/forms/form-fields.ts';
import type { Reader } from '../../platform/pages/page-frame.tsx';
import { PEOPLE_ADDRESS } from './people-list.pages.tsx';
import { accountFields, type Giving, initialTerms } from './person-fields.pages.ts';

/** The form that invites a person, for the office that the reader acts for. */
export interface InviteForm {
  readonly office: string;
  readonly giving: Giving;
  readonly reader: Reader;
}

export function inviteFields({ giving }: InviteForm): readonly Field[] {
  const { fields } = giving.words.texts;
  return [
    { name: 'email', kind: 'email', label: fields.email, hint: fields.emailHint },
    { name: 'name', kind: 'text', label: fields.name },
    // A reader who may name any office may name two.
    ...accountFields(giving, giving.own === undefined ? 2 : 1),
  ];
}

export function inviteInitial({ office, giving }: InviteForm): Initial {
  return { role: 'official', ...initialTerms(giving.own === undefined ? [] : [{ officeId: office }]) };
}

export function InvitePage({ form, context }: { readonly form: FormState; readonly context: InviteForm }) {
  const { texts } = context.giving.words;
  return (
    <FormPage form={form} title={texts.invitePerson} buttons={[{ label: texts.invite }]} leaveTo={PEOPLE_ADDRESS}>
      <p>{texts.about}</p>
    </FormPage>
  );
}
