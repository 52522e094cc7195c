import type { Line } from '../../functions/notifications/letter-contents.ts';
import type { Office } from '../../functions/offices/offices.ts';
import type { Digest } from '../../functions/reminders/digests.ts';
import type { MonthlyLetter, RegionFigures } from '../../functions/reports/monthly/monthly-letters.ts';
import { OFFICES, PALOPO } from './palopo.ts';

export const LINKS = { consoleUrl: 'https://tuntas.example.org/console' };

/** The health office of Palopo, as the office that a letter goes to. */
export function reader(changes: Partial<Office> = {}): Office {
  const found = OFFICES.get(PALOPO.dinkes);
  if (found === undefined) throw new Error('the examples have no health office of Palopo');
  return { ...found, ...changes };
}

/** A line of a letter, late by twelve working days by default. */
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

/** Lines that differ in their ids. */
export function lines(count: number, changes: Partial<Line> = {}): readonly Line[] {
  return Array.from({ length: count }, (_, index) =>
    line({ commitmentId: `7373-${String(index).padStart(20, '0')}`, ...changes }),
  );
}

/** The common part of letters to `reader`: a Thursday, with the Sekda as superior. */
export function toReader(changes: Partial<Office> = {}) {
  return {
    office: reader(changes),
    day: '2026-09-03',
    next: { office: 'Sekretaris Daerah Kota Palopo', on: '2026-09-10' },
  };
}

/** A digest with these sections, three working days after a due date. */
export function digest(sections: Digest['sections'], changes: Partial<Digest> = {}): Digest {
  return { ...toReader(), sections, reasons: ['threeAfter'], unreachable: [], ...changes };
}

/** Figures of a region at the end of October 2026. */
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

/** The letter about October 2026 to `reader`, about those regions. */
export function monthly(regions: readonly string[], changes: Partial<Office> = {}, figures = FIGURES): MonthlyLetter {
  return {
    office: reader(changes),
    day: '2026-11-02',
    month: '2026-10',
    regions: regions.map((region) => ({ region, ...figures })),
  };
}
