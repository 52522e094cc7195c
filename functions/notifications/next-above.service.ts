import type { OfficeStore } from '../offices/offices.store.ts';
import type { Office } from '../offices/offices.ts';
import type { Escalation } from './letter-contents.ts';

/** The office above, for a letter that tells of nothing late; nothing where none is. */
export async function nextAbove(
  { escalatesTo }: Office,
  offices: Pick<OfficeStore, 'get'>,
): Promise<{ readonly next?: Escalation }> {
  const above = escalatesTo === null ? undefined : await offices.get(escalatesTo);
  return above === undefined ? {} : { next: { office: above.name } };
}
