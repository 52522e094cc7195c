import type { Actor } from '../domain/actors.ts';
import { NotEntitledError, NotFoundError } from '../domain/errors.ts';
import type { Office } from '../domain/offices.ts';
import { covers } from '../domain/scope.ts';
import { json, nothing } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { endpoint } from './endpoint.ts';
import { letterViewOf } from './letter-views.ts';
import { officeNamed } from './offices.ts';
import { ROUTES } from './routes.ts';

/** The routes that tell what an office was written, and have it written to again. */
export const letterEndpoints = [
  endpoint(ROUTES.listLetters, async ({ id, query, actor }) => {
    const { office, showsAddresses } = await readable(await officeNamed(id('officeId')), actor);
    const page = await services.letters.ofOffice(office.officeId, query.cursor);
    return json(200, { ...page, items: page.items.map((letter) => letterViewOf(letter, showsAddresses)) });
  }),

  endpoint(ROUTES.liftSuppression, async ({ id }) => {
    const { officeId } = await officeNamed(id('officeId'));
    await services.offices.liftSuppressions(officeId);
    return nothing();
  }),
];

/**
 * An office reads its own letters, administrators read all. Another office reads them, without addresses, if it is
 * secretariat of a forum whose region the office serves: it answers for what is agreed there.
 * @throws NotFoundError the office has to do with none of the caller's regions
 * @throws NotEntitledError the caller's office is not secretariat of a forum there
 */
async function readable(office: Office, actor: Actor): Promise<{ office: Office; showsAddresses: boolean }> {
  if (office.officeId === actor.office || actor.roles.includes('admin')) return { office, showsAddresses: true };
  const isInSight = office.serves.some((code) => covers(actor.scope, code)) || actor.scope.some(servedBy(office));
  if (!isInSight) throw new NotFoundError('Kantor tidak ditemukan.');
  if (await isSecretariatFor(office, actor)) return { office, showsAddresses: false };
  throw new NotEntitledError(
    'Surat dibaca oleh kantor itu sendiri, sekretariat forum di daerahnya, atau administrator.',
  );
}

async function isSecretariatFor(office: Office, actor: Actor): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await services.forums.list(undefined, cursor, actor.scope);
    const isServed = servedBy(office);
    if (page.items.some((forum) => forum.secretariatOffices.includes(actor.office) && isServed(forum.region)))
      return true;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
}

const servedBy = (office: Office) => (region: string) => covers(office.serves, region);
