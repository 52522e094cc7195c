import { toAttributes } from '../../functions/commitments/commitment-items.store.ts';
import { closed } from '../builders/waiting-commitments.ts';
import { Faults } from '../harness/faults.ts';
import { SweepHarness } from '../harness/sweep-harness.ts';
import { DUE_ON, itemOf, officesOf, PER_OFFICE, turnsOf } from './due-turns.ts';
import type { Figure } from './figures.ts';
import { UnitMeter, type Units } from './unit-meter.ts';
import { tableRule } from './write-units.ts';

/** Limit of read units per reminder, with twenty in a letter. */
const READ_BAR = 0.04;

/** Limit in percent for the change of cost with ten times the commitments and the same number due. */
const DIFFERENCE_BAR = 5;

/** Offices in a range. */
const OFFICES = 50;
const DUE = OFFICES * PER_OFFICE;

/** Counts read and write units of a sweep over the table in memory, by AWS's documentation. */
export async function reminderUnits(): Promise<readonly Figure[]> {
  const alone = await sweepAmong(0, 'closed');
  const amongClosed = await sweepAmong(9 * DUE, 'closed');
  const amongAhead = await sweepAmong(9 * DUE, 'ahead');
  const more = (units: Units) => Math.abs(units.reads + units.writes - alone.reads - alone.writes) * 100;
  const apart = (units: Units) => round(more(units) / (alone.reads + alone.writes));
  return [
    { what: `read units per reminder, ${DUE} in ${OFFICES} letters`, value: round(alone.reads / DUE), bar: READ_BAR },
    {
      what: 'write units per letter: its row, twice, and its entry in the list of its run',
      value: round(alone.writes / OFFICES),
      bar: 3.5,
    },
    { what: 'letters', value: alone.mails, bar: OFFICES },
    {
      what: 'ten times the commitments, the others closed: % of the units more or less',
      value: apart(amongClosed),
      bar: DIFFERENCE_BAR,
    },
    {
      what: 'the same, the others open, for the same offices, in the letters as what is ahead: read units per line',
      value: round(amongAhead.reads / (10 * DUE)),
      bar: READ_BAR,
    },
  ];
}

/** Sweeps a range of offices with all turns due, among `others` other commitments. */
async function sweepAmong(others: number, kind: 'closed' | 'ahead'): Promise<Units> {
  const world = await new SweepHarness(DUE_ON).open(officesOf('73.73', OFFICES, 'Asia/Makassar'));
  const offices = officesOf('73.73', OFFICES, 'Asia/Makassar');
  for (const [index, office] of offices.entries()) {
    const holder = { name: 'Kepala Dinas', email: `kepala.${office.email}`, from: '2026-01-01' };
    await world.offices().setHolder(office.officeId, holder);
    const due = turnsOf(office, index * PER_OFFICE);
    const share = others / OFFICES;
    const first = DUE + index * share;
    const rest = kind === 'ahead' ? turnsOf(office, first, '2026-12-01', share) : closedOnes(first, share);
    for (const of of [...due, ...rest]) world.memory.tamper(toAttributes(itemOf(of)));
  }
  const meter = new UnitMeter(tableRule(), world.memory);
  const faults = new Faults();
  faults.plan = meter.counting;
  await world.sweep({ faults });
  return meter.units;
}

const closedOnes = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => closed({ number: first + index }));

const round = (value: number) => Number(value.toFixed(4));
