import * as z from 'zod';
import { instant, type LocalDate, localDate } from '../platform/values/local-date.ts';
import type { Holder, Office } from './offices.ts';

/** An address that no longer gets mail, after a bounce or complaint. */
export const suppression = z.object({
  address: z.string(),
  because: z.enum(['bounce', 'complaint']),
  at: instant,
});
export type Suppression = z.infer<typeof suppression>;

export const storedHolder = z.object({
  name: z.string(),
  email: z.string(),
  from: localDate,
  to: localDate.optional(),
  acting: z.boolean().optional(),
});

/** An office with its past, present and future holders and its suppressed addresses. */
export interface Addressee {
  readonly office: Office;
  /** Sorted by first day. */
  readonly holders: readonly Holder[];
  readonly suppressed: readonly Suppression[];
}

export interface Addresses {
  readonly to: string;
  readonly cc?: string;
}

/** The holder on a local day; of several, the one who began last. */
export function holderOn(addressee: Pick<Addressee, 'holders'>, day: LocalDate): Holder | undefined {
  return addressee.holders
    .filter(({ from, to }) => from <= day && (to === undefined || to >= day))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .at(-1);
}

/**
 * The addresses of an office on a local day: the office with its holder in copy, or only the holder.
 * @returns undefined if neither can be used; the office's superior must then be notified
 */
export function addressesOf(addressee: Addressee, day: LocalDate): Addresses | undefined {
  const isUsable = (address: string | undefined) =>
    address !== undefined &&
    // SES may report an address in another case.
    !addressee.suppressed.some((row) => row.address.toLowerCase() === address.toLowerCase());
  const [to, cc] = [addressee.office.email, holderOn(addressee, day)?.email].filter(isUsable);
  if (to === undefined) return undefined;
  return cc === undefined || cc === to ? { to } : { to, cc };
}

/** Adds a holder, replacing the one with the same first day. */
export function withHolder(holders: readonly Holder[], added: Holder): readonly Holder[] {
  return [...holders.filter(({ from }) => from !== added.from), added].toSorted((one, other) =>
    one.from < other.from ? -1 : 1,
  );
}
