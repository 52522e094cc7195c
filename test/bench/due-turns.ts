import type { Commitment } from '../../functions/commitments/commitment.ts';
import { toItem } from '../../functions/commitments/commitment-items.store.ts';
import type { Office } from '../../functions/offices/offices.ts';
import type { Item } from '../../functions/platform/table.ts';
import examples from '../../infra/local/examples/commitments.json' with { type: 'json' };
import { waiting } from '../builders/waiting-commitments.ts';

/** Turns of an office in one letter. */
export const PER_OFFICE = 20;

/** The day of the sweep, a Thursday, on which the turns are due. */
export const DUE_ON = '2026-07-16';

/** AWS's task tokens have 600 to 900 characters. */
const TOKEN = 'x'.repeat(1000);

/** Numbered offices of a region. */
export function officesOf(region: string, count: number, timeZone: Office['timeZone']): readonly Office[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return {
      officeId: `${region}-dinas-${number}`,
      name: `Dinas Kesehatan nomor ${number}`,
      kind: 'opd' as const,
      region,
      serves: [region],
      timeZone,
      escalatesTo: null,
      email: `dinas-${number}.${region.replace('.', '')}@example.org`,
    };
  });
}

/** Commitments with a turn of an office due on a day, and the statements of the examples. */
export function turnsOf(office: Office, first: number, dueOn = DUE_ON, count = PER_OFFICE): readonly Commitment[] {
  return Array.from({ length: count }, (_, index) => {
    const { statement } = examples.commitments[(first + index) % examples.commitments.length] ?? {
      statement: { id: '' },
    };
    const region = office.region ?? '';
    return waiting({ number: first + index, office: office.officeId, region, dueOn, statement: statement.id });
  });
}

/** The item of a commitment as the workflow writes it, with its execution state. */
export function itemOf(of: Commitment): Item {
  const isOpen = of.stage !== 'closed';
  return { ...toItem(of), stage: of.stage, generation: 1, ...(isOpen ? { task: TOKEN } : {}) };
}
