import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { InputRefusedError, NotFoundError } from '../platform/values/errors.ts';
import { checkOfficePlace, type Office, officeId } from './offices.ts';

/** The routes by which administrators keep offices and their holders. */
export const officeEndpoints = [
  endpoint(ROUTES.createOffice, async ({ body, identity }) => {
    await checkOffice(body);
    const request = identity.hasKey ? { id: identity.moveId, hash: identity.hash } : undefined;
    if (!(await services.offices.create(body, request))) {
      throw new InputRefusedError([
        { path: 'officeId', message: `kantor ${body.officeId} sudah ada; ubah dengan PUT /offices/${body.officeId}` },
      ]);
    }
    return json(201, body);
  }),

  endpoint(ROUTES.updateOffice, async ({ body, id }) => {
    const { officeId: named } = await officeNamed(id('officeId'));
    if (body.officeId !== undefined && body.officeId !== named) {
      throw new InputRefusedError([{ path: 'officeId', message: 'berbeda dari yang ada pada alamat' }]);
    }
    const after = { ...body, officeId: named };
    await checkOffice(after);
    await services.offices.replace(after);
    return json(200, after);
  }),

  endpoint(ROUTES.setHolder, async ({ body, id }) => {
    const { officeId: held } = await officeNamed(id('officeId'));
    await services.offices.setHolder(held, body);
    return json(200, body);
  }),
];

/** The office of an id in a path. @throws NotFoundError there is none of that name */
export async function officeNamed(id: string): Promise<Office> {
  const known = officeId.safeParse(id).success ? await services.offices.get(id) : undefined;
  if (known === undefined) throw new NotFoundError('Kantor tidak ditemukan.');
  return known;
}

async function checkOffice(office: Office): Promise<void> {
  const above = office.escalatesTo;
  checkOfficePlace(office, await services.offices.getLines(above === null ? [] : [above]));
}
