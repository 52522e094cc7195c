import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import type { FormFrame } from '../../platform/forms/form-definition.ts';
import type { PageAnswers } from '../../platform/pages/page-answers.ts';
import { NotFoundError, VersionPassedError } from '../../platform/values/errors.ts';
import { keyedRequest } from '../../platform/values/idempotency.ts';
import { isSameJson } from '../../platform/values/json-equality.ts';
import { NATION } from '../../regions/scope.ts';
import { checkMayManage, mayManage } from '../account-rules.ts';
import { anyOffice, authorOf } from '../actors.ts';
import { authenticated, form } from '../authenticated.handlers.ts';
import type { ChangePerson, EndAccess } from '../change-person.service.ts';
import type { InvitePerson, ResendInvitation } from '../invitations/invite-person.service.ts';
import type { SignedIn } from '../load-actor.service.ts';
import type { PeopleStore } from '../people.store.ts';
import { newPerson, officeIdsOf, type Person, type PersonChanges } from '../people.ts';
import { findPerson } from '../person-lookup.service.ts';
import { InvitePage, inviteFields, inviteInitial } from './invite.pages.tsx';
import { PeopleListPage, type PeopleSection, personAddress } from './people-list.pages.tsx';
import { PEOPLE_FORMS, PEOPLE_PAGES } from './people-pages.routes.ts';
import { PersonPage, personFields, personInitial, postedPerson } from './person.pages.tsx';
import type { Giving } from './person-fields.pages.ts';
import { PersonWords } from './person-words.pages.ts';

interface PeoplePageDeps {
  readonly people: PeopleStore;
  readonly offices: Pick<OfficeStore, 'getMany' | 'list'>;
  readonly answers: Pick<PageAnswers, 'html'>;
  readonly frame: FormFrame;
  readonly invitePerson: InvitePerson;
  readonly resendInvitation: ResendInvitation;
  readonly changePerson: ChangePerson;
  readonly endAccess: EndAccess;
}

/** Each page takes three reads at most, with session and person, once the names of offices are in the cache. */
export const peoplePages = ({ people, offices, answers }: Pick<PeoplePageDeps, 'people' | 'offices' | 'answers'>) => ({
  listPeople: authenticated(PEOPLE_PAGES.listPeople, async ({ actor, query: { office, cursor } }) => {
    const isOwn = actor.role !== 'admin';
    if (isOwn && office !== undefined && !actor.offices.includes(office))
      throw new NotFoundError('Kantor tidak ditemukan.');
    const held: readonly (OfficeId | undefined)[] = isOwn ? actor.offices : [undefined];
    const listed = office === undefined ? held : [office];
    const sections = await Promise.all(
      listed.map(async (of): Promise<PeopleSection> => {
        // A cursor continues the list of one office.
        const after = listed.length === 1 ? cursor : undefined;
        return { office: of, people: await people.list(of === undefined ? undefined : [of], after) };
      }),
    );
    const shown = sections.flatMap((section) => section.people.items);
    const words = await wordsFor(actor, shown, offices, office);
    return answers.html(200, <PeopleListPage sections={sections} isOwn={isOwn} words={words} />);
  }),
});

export const peopleForms = (deps: Omit<PeoplePageDeps, 'answers'>) => {
  const { people, offices, frame, invitePerson, resendInvitation, changePerson, endAccess } = deps;
  return {
    invitePerson: form(PEOPLE_FORMS.invitePerson, frame, {
      load: async ({ actor, query }) => {
        const named = actor.namedOffice ?? query.office;
        const office = actor.offices.find((id) => id === named) ?? actor.offices[0];
        const giving = await givingOf(actor, [], offices, [office]);
        return { office, giving, reader: giving.words.reader };
      },
      fields: inviteFields,
      schema: () => newPerson,
      initial: inviteInitial,
      office: ({ office }) => office,
      act: async ({ input, actor, idempotency, now }) => {
        const { office } = authorOf(actor, (author) => checkMayManage(actor, input, author.office));
        const request = keyedRequest(idempotency);
        const { userId } = await invitePerson({ invited: input, by: office, now, request });
        return { to: personAddress(userId), done: 'invite' };
      },
      render: (shown, context) => <InvitePage form={shown} context={context} />,
    }),

    changePerson: form(PEOPLE_FORMS.changePerson, frame, {
      load: async ({ actor, params, query }) => {
        const person = await findPerson(people, actor, params.userId);
        const own = actor.offices.filter((id) => mayManage(actor, person, id));
        const office = own[0] ?? actor.offices[0];
        const giving = await givingOf(actor, [person], offices, own);
        const isSelf = person.userId === actor.userId;
        return {
          person,
          office,
          isManaged: mayManage(actor, person),
          isSelf,
          giving,
          done: query.done,
          reader: giving.words.reader,
        };
      },
      fields: personFields,
      schema: () => postedPerson,
      initial: personInitial,
      office: ({ office }) => office,
      act: async ({ input, params: { userId }, actor, now }) => {
        const { act, ...changes } = input;
        if (act === 'end') await endAccess({ userId, actor, now });
        else if (act === 'resend') {
          const { office } = authorOf(actor, anyOffice);
          await resendInvitation({ userId, actor, by: office, now });
        } else await change(deps, changePerson, { userId, changes, actor, now });
        return { to: personAddress(userId), done: act };
      },
      render: (shown, context) => <PersonPage form={shown} context={context} />,
    }),
  };
};

/** Changes an account; a form that was sent twice finds its own change, which is no conflict. */
async function change(
  { people }: Pick<PeoplePageDeps, 'people'>,
  changePerson: ChangePerson,
  request: { readonly userId: string; readonly changes: PersonChanges; readonly actor: SignedIn; readonly now: Date },
): Promise<void> {
  try {
    await changePerson(request);
  } catch (error) {
    if (!(error instanceof VersionPassedError)) throw error;
    const found = await findPerson(people, request.actor, request.userId);
    const { version: _, ...fields } = request.changes;
    if (!isSameJson({ ...found, ...fields }, found)) throw error;
  }
}

async function wordsFor(
  actor: SignedIn,
  shown: readonly Person[],
  offices: Pick<OfficeStore, 'getMany'>,
  office?: OfficeId,
): Promise<PersonWords> {
  const ids = [...actor.offices, ...shown.flatMap(officeIdsOf), ...(office === undefined ? [] : [office])];
  return new PersonWords(actor, await offices.getMany(ids));
}

/** @param own the offices of which an official may give accounts */
async function givingOf(
  actor: SignedIn,
  shown: readonly Person[],
  offices: PeoplePageDeps['offices'],
  own: readonly OfficeId[],
): Promise<Giving> {
  const isAdmin = actor.role === 'admin';
  const [words, suggested] = await Promise.all([
    wordsFor(actor, shown, offices),
    isAdmin ? offices.list(undefined, undefined, NATION) : { items: [] },
  ]);
  return { own: isAdmin ? undefined : own, suggested: suggested.items, words };
}
