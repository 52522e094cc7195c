import { createHash } from 'node:crypto';
import type { Place } from '../regions/places.ts';
import { provinceOf } from '../regions/provinces.ts';

/** The key of an item in the one table. What is read by which key is listed in functions/README.md, Access patterns. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const keys = {
  commitment: (id: string): Key => ({ pk: `C#${id}`, sk: 'C' }),
  // In a partition of their own, so that a role can be denied to change them.
  event: (id: string, version: number): Key => ({ pk: `E#${id}`, sk: `EVENT#${String(version).padStart(6, '0')}` }),
  evidence: (id: string, evidenceId: string): Key => ({ pk: `C#${id}`, sk: `EVIDENCE#${evidenceId}` }),
  forum: (id: string): Key => ({ pk: `FORUM#${id}`, sk: 'FORUM' }),
  office: (id: string): Key => ({ pk: 'OFFICES', sk: id }),
  officeServing: (code: string, id: string): Key => ({ pk: `SERVED#${code}`, sk: id }),
  request: (id: string): Key => ({ pk: `REQUEST#${id}`, sk: 'REQUEST' }),
  run: (id: string): Key => ({ pk: `RUN#${id}`, sk: 'RUN' }),
  finding: (run: string, commitmentId: string): Key => ({ pk: `RUN#${run}`, sk: `FINDING#${commitmentId}` }),
  moved: (run: string, office: string, commitmentId: string, what: string): Key => ({
    pk: `RUN#${run}`,
    sk: `MOVED#${office}#${commitmentId}#${what}`,
  }),
  tell: (run: string, office: string): Key => ({ pk: `RUN#${run}`, sk: `TELL#${office}` }),
  reported: (run: string, region: string): Key => ({ pk: `RUN#${run}`, sk: `REGION#${region}` }),
  month: (zone: string, month: string): Key => ({ pk: `MONTHS#${zone}`, sk: month }),
  letter: (office: string, name: string): Key => ({ pk: `LETTERS#${office}`, sk: name }),
  letterOfDryRun: (run: string, letter: string): Key => ({ pk: `RUN#${run}`, sk: `LETTER#${letter}` }),
  news: (office: string, commitmentId: string, version: number): Key => ({
    pk: `NEWS#${office}`,
    sk: `${commitmentId}#${String(version).padStart(6, '0')}`,
  }),
  gathering: (dispatchAt: string, office: string): Key => ({ pk: `GATHERING#${dispatchAt}`, sk: office }),
  below: (superior: string, office: string): Key => ({ pk: `BELOW#${superior}`, sk: office }),
  unreached: (told: string, office: string): Key => ({ pk: `UNREACHED#${told}`, sk: office }),
  unsent: (office: string): Key => ({ pk: `UNSENT#${office}`, sk: office }),
  sweep: (zone: string, day: string): Key => ({ pk: `SWEEP#${zone}`, sk: day }),
  calendar: (year: number): Key => ({ pk: 'CALENDAR', sk: String(year) }),
  calendarVersion: (year: number, version: number): Key => ({
    pk: `CALENDAR#${year}`,
    sk: `V#${String(version).padStart(6, '0')}`,
  }),
  tallied: (id: string): Key => ({ pk: `C#${id}`, sk: 'TALLIED' }),
  tally: ({ kind, code }: Place, part: string): Key => ({ pk: `TALLY#${kind}#${code}`, sk: part }),
  snapshot: ({ kind, code }: Place, day: string): Key => ({ pk: `SNAPSHOT#${kind}#${code}`, sk: day }),
  reading: (region: string, indicator: string, asOf: string, id: string): Key => ({
    pk: readingsOf(region),
    sk: `${indicator}#${asOf}#${id}`,
  }),
  upload: (id: string): Key => ({ pk: `UPLOAD#${id}`, sk: 'UPLOAD' }),
} as const;

/** The partition in which the indicator readings of a region are kept. */
export function readingsOf(region: string): string {
  return `READINGS#${region}`;
}

/** The attributes by which a commitment or forum is listed in its province and region: oldest first, then by its id. */
export function placeOf(kind: 'C' | 'FORUM', region: string, day: string, id: string) {
  return { place: provinceOf(region), placeSort: `${placePrefix(kind, region)}${day}#${id}` };
}

/** What the sort key of a region's commitments or forums begins with; of a province, all in it. */
export function placePrefix(kind: 'C' | 'FORUM', region: string): string {
  return region.includes('.') ? `${kind}#${region}#` : `${kind}#`;
}

/** The id of the commitment that a partition is of: that of its item, or that of its events. */
export function commitmentIdOf(pk: string): string {
  return pk.slice(pk.indexOf('#') + 1);
}

/** What the partitions of commitments begin with, and those of their events. */
export const COMMITMENTS_PREFIX = 'C#';
export const EVENTS_PREFIX = 'E#';

/** The commitment and version that an event's key names. */
export function eventNamed({ pk, sk }: Key): { readonly commitmentId: string; readonly version: number } {
  return { commitmentId: commitmentIdOf(pk), version: Number(sk.slice('EVENT#'.length)) };
}

/** The partition in which the offices are listed that are swept in a zone. */
export function officesIn(zone: string): string {
  return `OFFICES#${zone}`;
}

/** The partition in which the letters of a run are listed. */
export function lettersOf(runId: string): string {
  return `LETTERS#${runId}`;
}

/** The partition in which the runs of a workflow are listed. */
export function runsOf(workflow: string): string {
  return `RUNS#${workflow}`;
}

/**
 * Makes an id that carries its region, so that a request from outside the region is refused before anything is read.
 * @param seed what the id is derived from: equal seeds give equal ids
 */
export function idInRegion(region: string, seed: string): string {
  return `${region.replace('.', '')}-${derivedId(seed)}`;
}

/** The region that an id carries; undefined if it is no such id. */
export function regionOfId(id: string): string | undefined {
  const [, province, rest] = /^(\d{2})(\d{2})-[0-9a-f]{20}$/.exec(id) ?? [];
  return province === undefined ? undefined : `${province}.${rest}`;
}

/** A short id derived from a seed: 80 bits of its SHA-256, in hexadecimal. */
export function derivedId(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 20);
}
