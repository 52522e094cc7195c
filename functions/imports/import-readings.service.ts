import * as z from 'zod';
import { type ReadingStore, withReadingId } from '../indicators/readings.store.ts';
import { checkReading, type IndicatorReading, readingInput } from '../indicators/readings.ts';
import { anyOffice, authorOf } from '../people/actors.ts';
import { parsed } from '../platform/values/parsing.ts';
import { findRegion } from '../regions/regions.ts';
import { type RowImport, refusalOf } from './importer.service.ts';

const placed = z.object({
  region: z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal'),
});

/** The import of indicator readings. A reading's content is its key. */
export function readingImport(readings: Pick<ReadingStore, 'known' | 'record'>): RowImport<IndicatorReading> {
  return {
    name: 'readings',
    concurrency: 8,
    rowOf({ region, ...record }) {
      return withReadingId(parsed(placed, { region }).region, parsed(readingInput, record));
    },
    keyOf: ({ readingId }) => [readingId, ''],
    async statusesOf(rows, _, { now }) {
      const existing = await readings.known(rows.map(({ row }) => row));
      return rows.map(({ row: { readingId, region, ...input } }) => {
        if (existing.has(readingId)) return 'known';
        const problems = refusalOf(() => checkReading(region, input, now));
        return problems.length > 0 ? problems : 'new';
      });
    },
    async enter(row, { by, now }) {
      await readings.record(row, authorOf(by, anyOffice), now);
    },
  };
}
