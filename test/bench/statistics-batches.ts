import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { statisticsProcess } from '../harness/counted.ts';
import { type Fault, Faults } from '../harness/faults.ts';
import type { MemoryTable } from '../harness/memory/memory-table.ts';
import { itemSize, type StoredItem, transactionUnits } from '../oracles/write-meter.ts';
import { type Figure, quantile, spread } from './figures.ts';
import { itemsOf, KABUPATEN, type Sample, sample } from './statistics-samples.ts';
import { tableRule } from './write-units.ts';

/** Limits: write units of an event, and writes of one item in a batch. */
const BARS = { writeUnits: 7, hottest: 1 };

const BATCHES = 10;
const REGIONS_OF_BATCH = 10;
const COMMITMENTS_OF_REGION = 10;
const EVENTS = REGIONS_OF_BATCH * COMMITMENTS_OF_REGION;
/** The first number after the seeded commitments. */
const FROM = 1_000_000;

/** The name of the figure for one event. */
export const EVENT_UNITS = 'write units of an event, batches of 100 over 10 regions';

/** Measures batches of a hundred events of different commitments in ten regions. */
export async function batches(memory: MemoryTable): Promise<readonly Figure[]> {
  const meter = new Meter(memory);
  const { consume } = statisticsProcess(memory, meter.faults);
  const results: Measured[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const samples = samplesOf(batch);
    for (const of of samples) for (const item of itemsOf({ ...of, events: of.events - 1 })) memory.tamper(item);
    const ids = samples.map(({ commitmentId }) => commitmentId);
    await consume(ids);
    for (const of of samples) memory.tamper(itemsOf(of).at(-1) ?? {});
    const measured = await meter.during(async () => {
      const failures = await consume(ids);
      if (failures.size > 0) throw new Error('a batch was not counted');
    });
    results.push(measured);
  }
  const perSecond = quantile(
    results.map(({ milliseconds }) => (EVENTS * 1_000) / milliseconds),
    0.5,
  );
  const rounded = (values: readonly number[]) => spread(values.map((value) => Number(value.toFixed(2))));
  return [
    {
      what: EVENT_UNITS,
      ...rounded(results.map(({ units }) => units / EVENTS)),
      bar: BARS.writeUnits,
    },
    {
      what: 'writes of the hottest item in a batch',
      ...spread(results.map(({ hottest }) => hottest)),
      bar: BARS.hottest,
    },
    { what: 'read units of an event', ...rounded(results.map(({ reads }) => reads / EVENTS)) },
    { what: 'calls for an event', ...rounded(results.map(({ calls }) => calls / EVENTS)) },
    { what: 'events a second on one core, the table in memory', value: Math.round(perSecond) },
  ];
}

/** A hundred commitments, each before its next move. */
function samplesOf(batch: number): readonly Sample[] {
  const regions = Array.from(
    { length: REGIONS_OF_BATCH },
    (_, index) => KABUPATEN[(index * 51 + batch * 7) % KABUPATEN.length] ?? '',
  );
  return regions.flatMap((region) =>
    Array.from({ length: COMMITMENTS_OF_REGION }, (_, index) => {
      const number = FROM + batch * COMMITMENTS_OF_REGION + index;
      return { ...sample(region, number), events: 1 + (index % 6) };
    }),
  );
}

interface Measured {
  readonly units: number;
  readonly hottest: number;
  readonly reads: number;
  readonly calls: number;
  /** CPU time. */
  readonly milliseconds: number;
}

const READ_UNIT = 4_096;
const stored = z.record(z.string(), z.custom<AttributeValue>());
const put = z.object({ Item: stored });
const transaction = z.object({ TransactItems: z.array(z.object({ Put: put })) });
const request = z.object({ ConsistentRead: z.boolean().optional() });
const answered = z.object({
  Items: z.array(stored).optional(),
  Responses: z.record(z.string(), z.array(stored)).optional(),
});

/** Measures the calls to the table in memory. */
class Meter {
  readonly faults = new Faults();
  readonly #memory: MemoryTable;
  readonly #rule = tableRule();
  readonly #written = new Map<string, { readonly units: number; readonly times: number }>();
  #reads = 0;

  constructor(memory: MemoryTable) {
    this.#memory = memory;
    this.faults.plan = ({ action, input }) => this.#metered(action, input);
  }

  async during(work: () => Promise<void>): Promise<Measured> {
    this.#written.clear();
    this.#reads = 0;
    const before = this.faults.calls.length;
    const began = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(began);
    const all = [...this.#written.values()];
    return {
      units: all.reduce((sum, { units }) => sum + units, 0),
      hottest: Math.max(...all.map(({ times }) => times)),
      reads: this.#reads,
      calls: this.faults.calls.length - before,
      milliseconds: (user + system) / 1_000,
    };
  }

  #metered(action: string, input: unknown): Fault {
    return async (send) => {
      const changes = putsOf(action, input).map((after) => ({ after, before: this.#before(after) }));
      const answer = await send();
      if (changes.length === 0) this.#reads += readUnits(input, answer);
      for (const change of changes) {
        const key = `${change.after.pk?.S} ${change.after.sk?.S}`;
        // A put by itself takes half of what it takes in a transaction; none of these items is in an index.
        const units = transactionUnits(this.#rule, change).total / (action === 'PutItem' ? 2 : 1);
        const so = this.#written.get(key) ?? { units: 0, times: 0 };
        this.#written.set(key, { units: so.units + units, times: so.times + 1 });
      }
      return answer;
    };
  }

  #before({ pk, sk }: StoredItem): StoredItem | undefined {
    return pk === undefined || sk === undefined ? undefined : this.#memory.get({ pk, sk });
  }
}

function putsOf(action: string, input: unknown): readonly StoredItem[] {
  if (action === 'PutItem') return [put.parse(input).Item];
  if (action !== 'TransactWriteItems') return [];
  return transaction.parse(input).TransactItems.map(({ Put }) => Put.Item);
}

/** Read units of a query, whose sum is rounded, or of a batch, each of whose items is; consistent, unless it says so. */
function readUnits(input: unknown, answer: unknown): number {
  const { Items, Responses } = answered.parse(answer);
  const units = (items: readonly StoredItem[]) =>
    Math.max(1, Math.ceil(items.reduce((sum, item) => sum + itemSize(item), 0) / READ_UNIT));
  if (Responses !== undefined)
    return Object.values(Responses)
      .flat()
      .reduce((sum, item) => sum + units([item]), 0);
  return units(Items ?? []) * (request.parse(input).ConsistentRead === true ? 1 : 0.5);
}
