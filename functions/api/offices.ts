import { type InputProblem, InputRefusedError, NotFoundError } from '../domain/errors.ts';
import { lineAbove, type Office, officeId } from '../domain/offices.ts';
import { json } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { endpoint } from './endpoint.ts';
import { ROUTES } from './routes.ts';

/** The routes by which administrators keep offices and their holders. */
export const officeEndpoints = [
  endpoint(ROUTES.createOffice, async ({ body, identity }) => {
    await checkLine(body);
    const request = identity.hasKey ? { id: identity.moveId, hash: identity.hash } : undefined;
    if (!(await services.offices.create(body, request))) {
      throw new InputRefusedError([
        { path: 'officeId', message: `kantor ${body.officeId} sudah ada; ubah dengan PUT /offices/${body.officeId}` },
      ]);
    }
    return json(201, body);
  }),

  endpoint(ROUTES.updateOffice, async ({ body, id }) => {
    const before = await officeNamed(id('officeId'));
    if (body.officeId !== undefined && body.officeId !== before.officeId) {
      throw new InputRefusedError([{ path: 'officeId', message: 'berbeda dari yang ada pada alamat' }]);
    }
    const after = { ...body, officeId: before.officeId };
    await checkLine(after);
    await services.offices.replace(before, after);
    return json(200, after);
  }),

  endpoint(ROUTES.setHolder, async ({ body, id }) => {
    const { officeId: held } = await officeNamed(id('officeId'));
    await services.offices.setHolder(held, body);
    return json(200, body);
  }),
];

async function officeNamed(id: string): Promise<Office> {
  const known = officeId.safeParse(id).success ? await services.offices.get(id) : undefined;
  if (known === undefined) throw new NotFoundError('Kantor tidak ditemukan.');
  return known;
}

/** Checks that the office above exists and that no office stands above itself. */
async function checkLine(office: Office): Promise<void> {
  const above = office.escalatesTo;
  if (above === null) return;
  const line = await services.offices.getLines([above]);
  const problems: InputProblem[] = [];
  if (above === office.officeId || lineAbove(above, line).includes(office.officeId)) {
    problems.push({ path: 'escalatesTo', message: 'membuat kantor ini menjadi atasan dirinya sendiri' });
  } else if (!line.has(above)) problems.push({ path: 'escalatesTo', message: `kantor ${above} tidak dikenal` });
  if (problems.length > 0) throw new InputRefusedError(problems);
}
