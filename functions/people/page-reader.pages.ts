import type { Offices } from '../offices/offices.ts';
import type { Reader } from '../platform/pages/page-frame.tsx';
import type { SignedIn } from './load-actor.service.ts';

/** The reader of a page, with all offices held; the language is that of the first. */
export function readerOf(actor: Pick<SignedIn, 'offices' | 'person'>, offices: Offices): Reader {
  const { offices: held, person } = actor;
  return {
    language: offices.get(held[0])?.language ?? 'id',
    person: {
      name: person.name,
      offices: held.map((id) => offices.get(id)?.name ?? id),
      managesAccounts: person.role !== 'auditor',
      isAdministrator: person.role === 'admin',
    },
  };
}
