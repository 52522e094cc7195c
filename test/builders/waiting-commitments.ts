import type { Commitment, InProgress } from '../../functions/commitments/commitment.ts';
import type { TurnAction } from '../../functions/commitments/stages.ts';
import { PALOPO } from './palopo.ts';

export interface WaitingParams {
  readonly number?: number;
  /** The office with the turn. */
  readonly office?: string;
  readonly action?: TurnAction;
  readonly since?: string;
  readonly dueOn?: string;
  readonly coOwners?: readonly string[];
  readonly statement?: string;
  readonly region?: string;
  readonly secretariat?: readonly string[];
}

export function commitmentIdOf(number: number, region = '73.73'): string {
  return `${region.replace('.', '')}-${String(number).padStart(20, '0')}`;
}

/** A commitment with an open turn: by default of the health office of Palopo, to deliver. */
export function waiting(as: WaitingParams = {}): Commitment {
  const { number = 1, office = PALOPO.dinkes, action = 'deliver', since = '2026-06-10', dueOn = '2026-07-16' } = as;
  const { coOwners = [], region = '73.73', secretariat = [PALOPO.branch, PALOPO.sekda] } = as;
  const common = {
    commitmentId: commitmentIdOf(number, region),
    forumId: `${region.replace('.', '')}-0123456789abcdef0123`,
    region,
    statement: { id: as.statement ?? `Menambah loket pendaftaran nomor ${number} agar antrean pasien JKN berkurang` },
    category: 'antrean' as const,
    basis: 'stated' as const,
    secretariat: [...secretariat],
    coOwners: [...coOwners],
    raisedOn: '2026-06-01',
    stageSince: since,
    version: 3,
    head: 'hash',
    turn: { office, action, dueOn },
  };
  const owned: Pick<InProgress, 'ownerOffice' | 'verifierOffice' | 'criterion' | 'due'> = {
    ownerOffice: action === 'start' || action === 'deliver' ? office : PALOPO.puskesmas,
    verifierOffice: action === 'verify' ? office : PALOPO.inspectorate,
    criterion: { evidence: { id: 'foto loket' } },
    due: { on: dueOn, first: dueOn, extensions: 0 },
  };
  const submission = { on: since, userId: 'somebody' };
  switch (action) {
    case 'assign':
      return { ...common, stage: 'raised' };
    case 'start':
      return { ...common, ...owned, stage: 'assigned' };
    case 'deliver':
      return { ...common, ...owned, stage: 'inProgress' };
    case 'verify':
      return { ...common, ...owned, stage: 'inProgress', submission };
    case 'answerExtension':
      return { ...common, ...owned, stage: 'assigned', extensionRequested: { on: '2027-01-29', since } };
    case 'close':
      return { ...common, ...owned, stage: 'verified', submission, finding: 'fulfilled' };
  }
}

export function closed(as: WaitingParams = {}): Commitment {
  const { turn: _, ...of } = { turn: undefined, ...waiting({ ...as, action: 'close' }) };
  if (of.stage !== 'verified') throw new Error('what waits to be closed is verified');
  const { criterion: __, ...kept } = of;
  return { ...kept, stage: 'closed', resolution: 'fulfilled', closedOn: '2026-07-15' };
}
