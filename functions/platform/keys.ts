/**
 * The one table's keys. Every read that the platform makes is a row:
 *
 * | what                               | index   | partition            | sort                                |
 * | ---------------------------------- | ------- | -------------------- | ----------------------------------- |
 * | a commitment                       |         | C#id                 | C                                   |
 * | its events, by version             |         | C#id                 | EVENT#000001                        |
 * | its evidence                       |         | C#id                 | EVIDENCE#id                         |
 * | its counted contribution           |         | C#id                 | STATISTICS                          |
 * | a forum                            |         | FORUM#id             | FORUM                               |
 * | an office; all offices             |         | OFFICES              | office id                           |
 * | offices concerned with a region    |         | SERVED#code          | office id                           |
 * | a repeated request of no commitment|         | REQUEST#id           | REQUEST                             |
 * | a run                              |         | RUN#id               | RUN                                 |
 * | what a run found, by commitment    |         | RUN#id               | FINDING#commitment id               |
 * | dates that a run moved, by office   |         | RUN#id               | MOVED#office#commitment id#due      |
 * | offices that a run has to tell     |         | RUN#id               | TELL#office                         |
 * | how a region stood, in a run       |         | RUN#id               | REGION#73.73                        |
 * | months that a zone was told of     |         | MONTHS#zone          | 2026-01                             |
 * | letters to an office, by day       |         | LETTERS#office       | 2026-01-31-digest                   |
 * | letters of a dry run               |         | RUN#id               | LETTER#letter id                    |
 * | what is new for an office          |         | NEWS#office          | commitment id#000001                |
 * | who has news to be told at a moment|         | GATHERING#instant    | office id                           |
 * | offices whose lateness it is told  |         | BELOW#office         | office id                           |
 * | offices that it is told not reached|         | UNREACHED#office     | office id                           |
 * | that its letter was not sent       |         | UNSENT#office        | office id                           |
 * | days that a zone was swept         |         | SWEEP#zone           | 2026-01-31                          |
 * | the calendar, by year              |         | CALENDAR             | 2026                                |
 * | its versions                       |         | CALENDAR#2026        | V#000001                            |
 * | statistics of a place: its headline|         | STATISTICS#region#73.73| HEADLINE, HEADLINE#DAYS             |
 * | days in stages, months; themes     |         | STATISTICS#region#73.73| HISTORY; THEMES                     |
 * | offices; forums by year of a region|         | STATISTICS#region#73.73| DETAILS#OFFICES; DETAILS#FORUMS#2026|
 * | statistics at the end of a day     |         | SNAPSHOT#region#73.73| 2026-01-31                          |
 * | stages at the ends of its months   |         | SNAPSHOT#region#73.73| STAGES                              |
 * | the day up to which there are those|         | SNAPSHOT#region#73.73| THROUGH                             |
 * | indicator readings of a region     |         | READINGS#code        | indicator#2026-01-31#id             |
 * | commitments of a province, region  | byPlace | province             | C#73.73#2026-01-31                  |
 * | forums of a province, region       | byPlace | province             | FORUM#73.73#2025-06-19              |
 * | runs of a workflow, newest first   | byPlace | RUNS#workflow        | 2026-01-31T19:00:00.000Z            |
 * | offices of a zone that is swept    | byPlace | OFFICES#zone         | office id                           |
 * | letters of a run, by office        | byPlace | LETTERS#run id       | letter id                           |
 * | commitments of a forum             | byForum | forum id             | C#id                                |
 * | what waits for an office, by date  | byTurn  | office id            | 2026-01-31                          |
 * | what is new for it; whose lateness | byTurn  | office id            | NEWS#2026-01-31T...; BELOW#office id|
 * | what it was not reached with       | byTurn  | office id            | UNREACHED#office id; UNSENT#office id|
 *
 * Neither stage nor task token is in an index, and no index but byTurn changes when a commitment moves: a move writes
 * the commitment, its event and the row of byTurn.
 */
import { createHash } from 'node:crypto';
import type { Place } from '../regions/places.ts';
import { provinceOf } from '../regions/provinces.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

// A commitment's keys are short: with its task token it has to stay within 2 KB (infra/decisions/0008).

export const keys = {
  commitment: (id: string): Key => ({ pk: `C#${id}`, sk: 'C' }),
  event: (id: string, version: number): Key => ({
    pk: `C#${id}`,
    sk: `EVENT#${String(version).padStart(6, '0')}`,
  }),
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
  // Behind the events and the evidence: what reads those does not read it.
  counted: (id: string): Key => ({ pk: `C#${id}`, sk: 'STATISTICS' }),
  statistics: ({ kind, code }: Place, part: string): Key => ({ pk: `STATISTICS#${kind}#${code}`, sk: part }),
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

/** The attributes by which a commitment or forum is listed in its province and region, oldest first. */
export function placeOf(kind: 'C' | 'FORUM', region: string, day: string) {
  return { place: provinceOf(region), placeSort: `${placePrefix(kind, region)}${day}` };
}

/** What the sort key of a region's commitments or forums begins with; of a province, all in it. */
export function placePrefix(kind: 'C' | 'FORUM', region: string): string {
  return region.includes('.') ? `${kind}#${region}#` : `${kind}#`;
}

/** The id of the commitment that a key is of. */
export function commitmentIdOf(pk: string): string {
  return pk.slice('C#'.length);
}

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
