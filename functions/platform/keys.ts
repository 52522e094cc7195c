/** The key of an item in the one table. What is read by which key is listed in functions/README.md, Access patterns. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A place that statistics are kept of. */
interface PlaceKey {
  readonly kind: string;
  readonly code: string;
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
  counted: (id: string): Key => ({ pk: `C#${id}`, sk: 'STATISTICS' }),
  statistics: ({ kind, code }: PlaceKey, part: string): Key => ({ pk: `STATISTICS#${kind}#${code}`, sk: part }),
  snapshot: ({ kind, code }: PlaceKey, day: string): Key => ({ pk: `SNAPSHOT#${kind}#${code}`, sk: day }),
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

/** The key of an item that an index gave. */
export function keyOf(item: Readonly<Record<string, unknown>>): Key {
  return { pk: String(item.pk), sk: String(item.sk) };
}
