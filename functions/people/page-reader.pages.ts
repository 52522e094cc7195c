import type { Offices } from '../offices/offices.ts';
import type { Reader } from '../platform/pages/page-frame.tsx';
import type { Actor } from './actors.ts';

/** The reader of a page: the name of the actor's first office, and the language of its pages. */
export function readerOf(actor: Actor, offices: Offices): Reader {
  const office = offices.get(actor.offices[0]);
  return { language: office?.language ?? 'id', office: office?.name ?? actor.offices[0] };
}
