import type { OfficeStore } from '../offices/offices.store.ts';
import type { Office } from '../offices/offices.ts';
import type { Escalation } from './letter-contents.ts';

/** The superior, for a letter without late turns; empty if the office has none. */
export async function nextAbove(
  { escalatesTo }: Office,
  offices: Pick<OfficeStore, 'get'>,
): Promise<{ readonly next?: Escalation }> {
  const above = escalatesTo === null ? undefined : await offices.get(escalatesTo);
  return above === undefined ? {} : { next: { office: above.name } };
}
