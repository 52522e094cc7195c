import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { InputRefusedError, NotFoundError } from '../platform/values/errors.ts';
import { keyedRequest } from '../platform/values/idempotency.ts';
import { checkPlace } from '../regions/check-place.ts';
import { officeRoutes } from './offices.routes.ts';
import type { OfficeStore } from './offices.store.ts';
import { checkOfficePlace, type Office, officeId } from './offices.ts';

export const officeHandlers = ({ offices }: { readonly offices: OfficeStore }) => [
  authenticated(officeRoutes.listOffices, async ({ query, actor }) => {
    checkPlace(query.region, actor.scope);
    return json(200, await offices.list(query.region, query.cursor, actor.scope));
  }),

  authenticated(officeRoutes.createOffice, async ({ body, idempotency }) => {
    await checkOffice(offices, body);
    const request = keyedRequest(idempotency);
    if (!(await offices.create(body, request))) {
      throw new InputRefusedError([
        { path: 'officeId', message: `kantor ${body.officeId} sudah ada; ubah dengan PUT /offices/${body.officeId}` },
      ]);
    }
    return json(201, body);
  }),

  authenticated(officeRoutes.updateOffice, async ({ body, params }) => {
    const { officeId: named } = await officeNamed(offices, params.officeId);
    if (body.officeId !== undefined && body.officeId !== named) {
      throw new InputRefusedError([{ path: 'officeId', message: 'berbeda dari yang ada pada alamat' }]);
    }
    const after = { ...body, officeId: named };
    await checkOffice(offices, after);
    await offices.replace(after);
    return json(200, after);
  }),

  authenticated(officeRoutes.setHolder, async ({ body, params }) => {
    const { officeId: id } = await officeNamed(offices, params.officeId);
    await offices.setHolder(id, body);
    return json(200, body);
  }),
];

/** Loads the office of a path parameter. @throws NotFoundError there is none */
export async function officeNamed(offices: Pick<OfficeStore, 'get'>, id: string): Promise<Office> {
  const known = officeId.safeParse(id).success ? await offices.get(id) : undefined;
  if (known === undefined) throw new NotFoundError('Kantor tidak ditemukan.');
  return known;
}

async function checkOffice(offices: Pick<OfficeStore, 'getLines'>, office: Office): Promise<void> {
  const above = office.escalatesTo;
  checkOfficePlace(office, await offices.getLines(above === null ? [] : [above]));
}
