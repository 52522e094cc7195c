import type { ForumStore } from '../forums/forums.store.ts';
import type { Forum } from '../forums/forums.ts';
import { officeNamed } from '../offices/offices.handlers.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { Office } from '../offices/offices.ts';
import type { Actor } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json, noContent } from '../platform/http/http-handler.ts';
import { NotFoundError, NotPermittedError } from '../platform/values/errors.ts';
import { covers } from '../regions/scope.ts';
import type { LetterLists } from './letter-lists.store.ts';
import { letterViewIn, wholeLetterView } from './letter-views.ts';
import { letterRoutes } from './letters.routes.ts';
import type { Letter } from './letters.ts';

interface LetterHandlerDeps {
  readonly offices: Pick<OfficeStore, 'get' | 'liftSuppressions'>;
  readonly forums: Pick<ForumStore, 'list'>;
  readonly letters: LetterLists;
}

export const letterHandlers = ({ offices, forums, letters }: LetterHandlerDeps) => [
  authenticated(letterRoutes.listLetters, async ({ params, query, actor }) => {
    const office = await officeNamed(offices, params.officeId);
    const isOwn = actor.offices.includes(office.officeId) || actor.role === 'admin';
    if (!isOwn) await checkMayRead(forums, office, actor);
    const page = await letters.ofOffice(office.officeId, query.cursor);
    const view = isOwn ? wholeLetterView : (letter: Letter) => letterViewIn(actor.scope, letter);
    return json(200, { ...page, items: page.items.map(view) });
  }),

  authenticated(letterRoutes.liftSuppression, async ({ params }) => {
    const { officeId } = await officeNamed(offices, params.officeId);
    await offices.liftSuppressions(officeId);
    return noContent();
  }),
];

/**
 * Checks that an office of the caller is secretariat of a forum in a region that the other office serves.
 * @throws NotFoundError the office serves none of the caller's regions
 * @throws NotPermittedError no office of the caller is secretariat of a forum there
 */
async function checkMayRead(forums: Pick<ForumStore, 'list'>, office: Office, actor: Actor): Promise<void> {
  const isInSight = office.serves.some((code) => covers(actor.scope, code)) || actor.scope.some(servedBy(office));
  if (!isInSight) throw new NotFoundError('Kantor tidak ditemukan.');
  if (await isSecretariatFor(forums, office, actor)) return;
  throw new NotPermittedError(
    'Surat dibaca oleh kantor itu sendiri, sekretariat forum di daerahnya, atau administrator.',
  );
}

async function isSecretariatFor(forums: Pick<ForumStore, 'list'>, office: Office, actor: Actor): Promise<boolean> {
  const isSecretariat = ({ secretariatOffices }: Forum) =>
    actor.offices.some((held) => secretariatOffices.includes(held));
  let cursor: string | undefined;
  do {
    const page = await forums.list(undefined, cursor, actor.scope);
    const isServed = servedBy(office);
    if (page.items.some((forum) => isSecretariat(forum) && isServed(forum.region))) return true;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
}

const servedBy = (office: Office) => (region: string) => covers(office.serves, region);
