import * as z from 'zod';
import { consoleForm, consolePage, formRows } from '../../console/console.routes.ts';
import { officeId } from '../../offices/offices.ts';
import { cursorQuery, type FormShape, type RequestShape } from '../../platform/http/route.ts';
import { ACTING_ROLES } from '../actors.ts';

/** The acts that a form of a person confirms. */
const personDone = z.enum(['invite', 'change', 'resend', 'end']);

/** Ignores invalid filters, because the URL may come from an old link. */
const filters = z
  .object({ office: officeId, ...cursorQuery })
  .partial()
  .catch({});

/** The pages of people, answered by their own function. */
export const PEOPLE_PAGES = {
  /** The people of the offices held; for administrators all, or those of the office in its query. */
  listPeople: { ...consolePage('/console/people', filters), who: ACTING_ROLES },
} as const;

/** The forms of people: GET shows one, POST to the same address acts. */
export const PEOPLE_FORMS = {
  /** Invites a person, for the office in its query or the first that is held. */
  invitePerson: consoleForm(
    '/console/people/new',
    ACTING_ROLES,
    z.object({ office: officeId.optional().catch(undefined) }),
  ),
  /** Shows a person; changes, invites again or ends the account. */
  changePerson: consoleForm(
    '/console/people/{userId}',
    ACTING_ROLES,
    z.object({ done: personDone.optional().catch(undefined) }),
  ),
} as const satisfies Readonly<Record<string, FormShape>>;

/** All methods and paths of these pages. */
export function peoplePageRows(): readonly Pick<RequestShape, 'method' | 'path'>[] {
  return [...Object.values(PEOPLE_PAGES), ...formRows(PEOPLE_FORMS)];
}
