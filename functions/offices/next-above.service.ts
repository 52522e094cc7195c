import type { Escalation } from '../notifications/digests.ts';
import type { OfficeStore } from './offices.store.ts';
import type { Office } from './offices.ts';

/** The office above, for a letter that tells of nothing late; nothing where none is. */
export async function nextAbove(
  { escalatesTo }: Office,
  offices: Pick<OfficeStore, 'get'>,
): Promise<{ readonly next?: Escalation }> {
  const above = escalatesTo === null ? undefined : await offices.get(escalatesTo);
  return above === undefined ? {} : { next: { office: above.name } };
}
