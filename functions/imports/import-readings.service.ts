import * as z from 'zod';
import { identified, type ReadingStore } from '../indicators/readings.store.ts';
import { checkReading, type IndicatorReading, readingInput } from '../indicators/readings.ts';
import { parsed } from '../platform/values/parsing.ts';
import { findRegion } from '../regions/regions.ts';
import { type Register, refusalOf } from './importer.service.ts';

const placed = z.object({
  region: z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal'),
});

/** The import of indicator readings: what a reading says is its key. */
export function readingRegister(readings: Pick<ReadingStore, 'known' | 'record'>): Register<IndicatorReading> {
  return {
    name: 'readings',
    concurrency: 8,
    rowOf({ region, ...record }) {
      return identified(parsed(placed, { region }).region, parsed(readingInput, record));
    },
    keyOf: ({ readingId }) => [readingId, ''],
    async look(rows, _, { now }) {
      const there = await readings.known(rows.map(({ row }) => row));
      return rows.map(({ row: { readingId, region, ...input } }) => {
        if (there.has(readingId)) return 'known';
        const problems = refusalOf(() => checkReading(region, input, now));
        return problems.length > 0 ? problems : 'new';
      });
    },
    async enter(row, { by, now }) {
      await readings.record(row, by, now);
    },
  };
}
