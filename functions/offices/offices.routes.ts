import { ADMIN_ONLY } from '../people/actors.ts';
import { listRoute, placeCode, writeRoute } from '../platform/http/route.ts';
import { holder, office } from './offices.ts';

const change = office.partial({ officeId: true });

export const officeRoutes = {
  listOffices: listRoute('/offices', 'Offices that concern a region', { region: placeCode }, office),
  createOffice: writeRoute('POST', '/offices', ADMIN_ONLY, 'Enter an office', office, { 201: office }),
  updateOffice: writeRoute('PUT', '/offices/{officeId}', ADMIN_ONLY, 'Change an office', change, { 200: office }),
  setHolder: writeRoute('PUT', '/offices/{officeId}/holder', ADMIN_ONLY, 'Say who holds an office', holder, {
    200: holder,
  }),
} as const;
