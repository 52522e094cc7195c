import { toAttributes, toEventItem } from '../../functions/commitments/commitment-items.store.ts';
import type { CommitmentEvent } from '../../functions/commitments/events.ts';
import { addDays } from '../../functions/platform/values/local-date.ts';
import { REGIONS } from '../../functions/regions/regions.ts';
import { type Contribution, contributionOf, NO_OFFICE } from '../../functions/reports/statistics/contributions.ts';
import { type Statistics, statisticsOf, sumOf } from '../../functions/reports/statistics/statistics.ts';
import { seeded } from '../builders/random.ts';
import { decisionsOf, EXAMPLES, LINE } from './lives.ts';

/** All kabupaten and kota. */
export const KABUPATEN: readonly string[] = REGIONS.filter(({ parent }) => parent !== undefined).map(
  ({ code }) => code,
);

/** Working days over which the commitments begin: two years. */
const DAYS = 500;

/** Owners and forums of a region. */
const OWNERS = 8;
const FORUMS = 6;

const random = seeded(6);
const lines = EXAMPLES.map((example) => decisionsOf(example, LINE).map(({ event }) => event));
const TODAY = lines[0]?.[0]?.at.slice(0, 10) ?? '';

/** Histories of the examples, each begun on a random day. */
const HISTORIES: readonly (readonly CommitmentEvent[])[] = Array.from({ length: 3_000 }, (_, index) => {
  const line = lines[index % lines.length] ?? [];
  const earlier = Math.floor(random() * DAYS * 1.4);
  return moved(line, -earlier);
});

/** Shifts a history by a number of days. */
function moved(events: readonly CommitmentEvent[], days: number): readonly CommitmentEvent[] {
  const written = JSON.stringify(events).replace(/\b(20\d\d-\d\d-\d\d)(?=[T"])/g, (day) => addDays(day, days));
  return JSON.parse(written);
}

/** A commitment of the benchmark. `number` selects its history, and `events` is the number of its events so far. */
export interface Sample {
  readonly commitmentId: string;
  readonly region: string;
  readonly number: number;
  readonly events: number;
}

/** The commitment with a number in a region. Half of them are closed. */
export function sample(region: string, number: number): Sample {
  const commitmentId = `${region.replace('.', '')}-${number.toString(16).padStart(20, '0')}`;
  const spread = (number * 7 + Number(region.replace('.', ''))) % 12;
  return { commitmentId, region, number, events: spread < 6 ? 6 : spread - 5 };
}

export function eventsOf(of: Sample): readonly CommitmentEvent[] {
  const { commitmentId, region, events } = of;
  const { forumId, ownerOffice } = placeOf(of);
  const life = HISTORIES[historyOf(of)] ?? [];
  return life.slice(0, events).map((event) => {
    const owned = event.move === 'assign' ? { ownerOffice } : {};
    const placed = event.move === 'raise' ? { commitmentId, region, forumId } : {};
    return { ...event, changes: { ...event.changes, ...placed, ...owned } };
  });
}

const historyOf = ({ number, region }: Sample) =>
  (number * 31 + Number(region.replace('.', '')) * 17) % HISTORIES.length;

const placeOf = ({ number, region }: Sample) => ({
  forumId: `${region.replace('.', '')}-${String(number % FORUMS).padStart(20, 'f')}`,
  ownerOffice: `${region}-kantor-${number % OWNERS}`,
});

/** The items of the events in the table. */
export function itemsOf(of: Sample) {
  return eventsOf(of).map((event) => toAttributes(toEventItem(of.commitmentId, { event, requestHash: event.hash })));
}

const contributions = new Map<string, Contribution>();

/** The contribution, computed once for each history and number of events. */
export function contributionOfSample(of: Sample): Contribution {
  const key = `${historyOf(of)} ${of.events}`;
  const known = contributions.get(key) ?? contributionOf(eventsOf(of));
  if (known === undefined) throw new Error('a commitment has events');
  contributions.set(key, known);
  const { forumId: forum, ownerOffice } = placeOf(of);
  return { ...known, forum, office: known.office === NO_OFFICE ? NO_OFFICE : ownerOffice };
}

/** The statistics of the first commitments of a region. */
export function counted(region: string, commitments: number): Statistics & { readonly at: string } {
  const statistics = Array.from({ length: commitments }, (_, number) =>
    statisticsOf(contributionOfSample(sample(region, number))),
  );
  return { ...sumOf(statistics), at: `${TODAY}T00:00:00.000Z` };
}

/** The share of all commitments in the region with an index in KABUPATEN. */
export function share(commitments: number, place: number): number {
  return (
    Math.floor((commitments * (place + 1)) / KABUPATEN.length) - Math.floor((commitments * place) / KABUPATEN.length)
  );
}
