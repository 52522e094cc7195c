/** The primary key of an item. functions/README.md lists the access patterns. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

interface PlaceKey {
  readonly kind: string;
  readonly code: string;
}

export const keys = {
  commitment: (id: string): Key => ({ pk: `C#${id}`, sk: 'C' }),
  // Events have a partition of their own, so that IAM can deny changing them.
  event: (id: string, version: number): Key => ({ pk: `E#${id}`, sk: `EVENT#${String(version).padStart(6, '0')}` }),
  evidence: (id: string, evidenceId: string): Key => ({ pk: `C#${id}`, sk: `EVIDENCE#${evidenceId}` }),
  forum: (id: string): Key => ({ pk: `FORUM#${id}`, sk: 'FORUM' }),
  office: (id: string): Key => ({ pk: 'OFFICES', sk: id }),
  officeServing: (code: string, id: string): Key => ({ pk: `SERVED#${code}`, sk: id }),
  officeAddress: (mailbox: string, id: string): Key => ({ pk: officesAt(mailbox), sk: id }),
  person: (userId: string): Key => ({ pk: `PERSON#${userId}`, sk: 'PERSON' }),
  // Sessions have partitions of their own, so that IAM can let a function write them and nothing else.
  session: (userId: string, hash: string): Key => ({ pk: sessionsOf(userId), sk: hash }),
  email: (address: string): Key => ({ pk: `EMAIL#${address.toLowerCase()}`, sk: 'EMAIL' }),
  staff: (office: string, userId: string): Key => ({ pk: staffOf(office), sk: userId }),
  administrators: (): Key => ({ pk: 'ADMINISTRATORS', sk: 'ADMINISTRATORS' }),
  request: (id: string): Key => ({ pk: `REQUEST#${id}`, sk: 'REQUEST' }),
  run: (id: string): Key => ({ pk: `RUN#${id}`, sk: 'RUN' }),
  finding: (run: string, commitmentId: string): Key => ({ pk: `RUN#${run}`, sk: `FINDING#${commitmentId}` }),
  moved: (run: string, office: string, commitmentId: string, what: string): Key => ({
    pk: `RUN#${run}`,
    sk: `MOVED#${office}#${commitmentId}#${what}`,
  }),
  notification: (run: string, office: string): Key => ({ pk: `RUN#${run}`, sk: `NOTIFY#${office}` }),
  regionReport: (run: string, region: string): Key => ({ pk: `RUN#${run}`, sk: `REGION#${region}` }),
  month: (zone: string, month: string): Key => ({ pk: `MONTHS#${zone}`, sk: month }),
  letter: (office: string, name: string): Key => ({ pk: `LETTERS#${office}`, sk: name }),
  letterOfDryRun: (run: string, letter: string): Key => ({ pk: `RUN#${run}`, sk: `LETTER#${letter}` }),
  contentOfDryRun: (run: string, letter: string): Key => ({ pk: `RUN#${run}`, sk: `CONTENT#${letter}` }),
  moveNotice: (office: string, commitmentId: string, version: number): Key => ({
    pk: `NOTICE#${office}`,
    sk: `${commitmentId}#${String(version).padStart(6, '0')}`,
  }),
  batchingWindow: (dispatchAt: string, office: string): Key => ({ pk: `WINDOW#${dispatchAt}`, sk: office }),
  below: (superior: string, office: string): Key => ({ pk: `BELOW#${superior}`, sk: office }),
  unreached: (superior: string, office: string): Key => ({ pk: `UNREACHED#${superior}`, sk: office }),
  unsent: (office: string): Key => ({ pk: `UNSENT#${office}`, sk: office }),
  sweep: (zone: string, day: string): Key => ({ pk: `SWEEP#${zone}`, sk: day }),
  calendar: (year: number): Key => ({ pk: 'CALENDAR', sk: String(year) }),
  calendarVersion: (year: number, version: number): Key => ({
    pk: `CALENDAR#${year}`,
    sk: `V#${String(version).padStart(6, '0')}`,
  }),
  contribution: (id: string): Key => ({ pk: `C#${id}`, sk: 'STATISTICS' }),
  statistics: ({ kind, code }: PlaceKey, part: string): Key => ({ pk: `STATISTICS#${kind}#${code}`, sk: part }),
  snapshot: ({ kind, code }: PlaceKey, day: string): Key => ({ pk: `SNAPSHOT#${kind}#${code}`, sk: day }),
  reading: (region: string, indicator: string, asOf: string, id: string): Key => ({
    pk: readingsOf(region),
    sk: `${indicator}#${asOf}#${id}`,
  }),
  formSecret: (): Key => ({ pk: 'SECRET#FORMS', sk: 'SECRET' }),
  lostPost: (id: string): Key => ({ pk: `LOST#${id}`, sk: 'POST' }),
} as const;

/** The partition of a person's sessions. */
export function sessionsOf(userId: string): string {
  return `SESSIONS#${userId}`;
}

/** The partition of a region's indicator readings. */
export function readingsOf(region: string): string {
  return `READINGS#${region}`;
}

/** The commitment id in the partition key of a commitment or of its events. */
export function commitmentIdOf(pk: string): string {
  return pk.slice(pk.indexOf('#') + 1);
}

/** Prefixes of the partition keys of commitments and of events. */
export const COMMITMENTS_PREFIX = 'C#';
export const EVENTS_PREFIX = 'E#';

export function eventNamed({ pk, sk }: Key): { readonly commitmentId: string; readonly version: number } {
  return { commitmentId: commitmentIdOf(pk), version: Number(sk.slice('EVENT#'.length)) };
}

/** The index partition of the offices that a zone's sweep covers. */
export function officesIn(zone: string): string {
  return `OFFICES#${zone}`;
}

/** The partition of the offices whose letters go to a mailbox. */
export function officesAt(mailbox: string): string {
  return `ADDRESS#${mailbox}`;
}

/** The partition of the people who hold an office. */
export function staffOf(office: string): string {
  return `STAFF#${office}`;
}

/** The index partition of all people. */
export const PEOPLE = 'PEOPLE';

/** The index partition of a run's letters. */
export function lettersOf(runId: string): string {
  return `LETTERS#${runId}`;
}

/** The index partition of a workflow's runs. */
export function runsOf(workflow: string): string {
  return `RUNS#${workflow}`;
}

/** The primary key of an index entry. */
export function keyOf(item: Readonly<Record<string, unknown>>): Key {
  return { pk: String(item.pk), sk: String(item.sk) };
}
