import * as z from 'zod';
import { instant, type LocalDate, localDate } from '../platform/values/local-date.ts';
import type { Holder, Office } from './offices.ts';

/** An address that mail no longer goes to, because it bounced or its reader complained. */
export const suppression = z.object({
  address: z.string(),
  because: z.enum(['bounce', 'complaint']),
  at: instant,
});
export type Suppression = z.infer<typeof suppression>;

/** A holder as it is kept. */
export const keptHolder = z.object({
  name: z.string(),
  email: z.string(),
  from: localDate,
  to: localDate.optional(),
  acting: z.boolean().optional(),
});

/** An office as mail reaches it: with everybody who holds, held or will hold it, and what it cannot be reached at. */
export interface Addressee {
  readonly office: Office;
  /** By their first day. */
  readonly holders: readonly Holder[];
  readonly suppressed: readonly Suppression[];
}

/** Where a letter goes: to the office, with its holder in copy. */
export interface Addresses {
  readonly to: string;
  readonly cc?: string;
}

/** Whoever holds the office on that local day; of several, the one who began last. */
export function holderOn(addressee: Pick<Addressee, 'holders'>, day: LocalDate): Holder | undefined {
  return addressee.holders
    .filter(({ from, to }) => from <= day && (to === undefined || to >= day))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .at(-1);
}

/**
 * Where the office is reached on that local day: at its own address with its holder in copy, or at its holder's alone.
 * @returns undefined if neither can be used: then nobody there is reached, and others have to be told
 */
export function addressesOf(addressee: Addressee, day: LocalDate): Addresses | undefined {
  const isUsable = (address: string | undefined) =>
    address !== undefined &&
    // SES may write an address otherwise than it was given.
    !addressee.suppressed.some((row) => row.address.toLowerCase() === address.toLowerCase());
  const [to, cc] = [addressee.office.email, holderOn(addressee, day)?.email].filter(isUsable);
  if (to === undefined) return undefined;
  return cc === undefined || cc === to ? { to } : { to, cc };
}

/** A list of holders with one of them added, in place of one that began on the same day. */
export function withHolder(holders: readonly Holder[], added: Holder): readonly Holder[] {
  return [...holders.filter(({ from }) => from !== added.from), added].toSorted((one, other) =>
    one.from < other.from ? -1 : 1,
  );
}
