import type { Line } from '../../functions/notifications/letter-contents.ts';
import type { Office } from '../../functions/offices/offices.ts';
import type { Digest } from '../../functions/reminders/digests.ts';
import type { MonthlyLetter, RegionFigures } from '../../functions/reports/monthly/monthly-letters.ts';
import { OFFICES, PALOPO } from './palopo.ts';

/** Where the letters of tests lead. */
export const LINKS = { consoleUrl: 'https://tuntas.example.org/console' };

/** The reader of the letters of tests: the health office of Palopo, in Bahasa Indonesia unless told otherwise. */
export function reader(changes: Partial<Office> = {}): Office {
  const found = OFFICES.get(PALOPO.dinkes);
  if (found === undefined) throw new Error('the examples have no health office of Palopo');
  return { ...found, ...changes };
}

/** A line of a letter: late by twelve working days unless told otherwise. */
export function line(changes: Partial<Line> = {}): Line {
  return {
    commitmentId: '7373-0123456789abcdef0123',
    statement: 'Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    region: '73.73',
    action: 'deliver',
    dueOn: '2026-08-18',
    daysLate: 12,
    isProvisional: false,
    ...changes,
  };
}

/** So many lines, told apart by their ids. */
export function lines(count: number, changes: Partial<Line> = {}): readonly Line[] {
  return Array.from({ length: count }, (_, index) =>
    line({ commitmentId: `7373-${String(index).padStart(20, '0')}`, ...changes }),
  );
}

/** What every letter to the reader begins with: on a Thursday, with the Sekda next in line. */
export function toReader(changes: Partial<Office> = {}) {
  return {
    office: reader(changes),
    day: '2026-09-03',
    next: { office: 'Sekretaris Daerah Kota Palopo', on: '2026-09-10' },
  };
}

/** A digest with these sections, for the third day after something was due. */
export function digest(sections: Digest['sections'], changes: Partial<Digest> = {}): Digest {
  return { ...toReader(), sections, reasons: ['threeAfter'], unreachable: [], ...changes };
}

/** How a region stood at the end of October 2026. */
export const FIGURES: RegionFigures = {
  asOf: '2026-10-31',
  open: 12,
  overdue: 3,
  overdueBefore: 2,
  closed: 9,
  fulfilled: 5,
  judged: 8,
  raisedIn: 4,
  closedIn: 2,
};

/** The letter about October 2026 to the reader, of those regions. */
export function monthly(regions: readonly string[], changes: Partial<Office> = {}, figures = FIGURES): MonthlyLetter {
  return {
    office: reader(changes),
    day: '2026-11-02',
    month: '2026-10',
    regions: regions.map((region) => ({ region, ...figures })),
  };
}
