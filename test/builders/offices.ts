import type { Office } from '../../functions/offices/offices.ts';

/** An office that serves the whole nation. */
export function anyOffice(officeId: string): Office {
  return {
    officeId,
    name: `Kantor ${officeId}`,
    kind: 'opd',
    region: null,
    serves: ['*'],
    timeZone: 'Asia/Jakarta',
    escalatesTo: null,
    email: 'kantor@example.org',
  };
}
