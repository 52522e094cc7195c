import type { Office } from '../offices/offices.ts';
import type { Reader } from '../platform/pages/page-frame.tsx';
import type { Actor } from './actors.ts';

/** The reader of a page: the name of the actor's office, and the language of its pages. */
export function readerOf(actor: Actor, office: Office | undefined): Reader {
  return { language: office?.language ?? 'id', office: office?.name ?? actor.office };
}
