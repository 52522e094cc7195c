import { type Assignment, checkAssignment } from '../../offices/office-checks.ts';
import { type MissingPart, PartsMissingError } from '../../platform/values/errors.ts';
import type { Assigned, InProgress, Raised } from '../commitment.ts';
import { type Facts, todayIn } from '../decisions.ts';
import { type DecidedDue, decideDue } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { InputOf } from './moves.ts';

/** Turns a sentence into owner, verifier, date and criterion; what is missing is listed part by part. */
export function assign(commitment: Raised, input: InputOf<'assign'>, facts: Facts): Draft {
  const { ownerOffice, verifierOffice, due } = input;
  const criterion = input.criterion ?? commitment.criterion;
  const isMeasurable = criterion?.evidence !== undefined || criterion?.target !== undefined;
  if (!ownerOffice || !verifierOffice || !due || !criterion || !isMeasurable) {
    const missing: MissingPart[] = [];
    if (!ownerOffice) missing.push('ownerOffice');
    if (!verifierOffice) missing.push('verifierOffice');
    if (!due) missing.push('due');
    if (!isMeasurable) missing.push('criterion');
    throw new PartsMissingError(
      missing,
      `Komitmen belum dapat diverifikasi; lengkapi: ${missing.map((part) => PARTS_IN_WORDS[part]).join(', ')}.`,
    );
  }
  const assignment = { ownerOffice, verifierOffice, coOwners: input.coOwners ?? commitment.coOwners };
  checkAssignment(assignment, commitment, facts.offices);
  const decided = decideDue(due, commitment, facts.calendar);
  return {
    ...commitment,
    ...assignment,
    stage: 'assigned',
    criterion,
    due: { ...decided, first: decided.on, extensions: 0 },
    stageSince: todayIn(commitment.region, facts),
  };
}

const PARTS_IN_WORDS = {
  ownerOffice: 'penanggung jawab',
  verifierOffice: 'verifikator',
  due: 'tenggat',
  criterion: 'ukuran keberhasilan',
  evidence: 'bukti tindak lanjut',
} as const satisfies Record<MissingPart, string>;

/** The office named says that it is not the competent one; the secretariat looks for another. */
export function decline(commitment: Assigned, facts: Facts): Draft {
  const { ownerOffice: declinedBy, verifierOffice: _, ...rest } = commitment;
  return { ...rest, stage: 'raised', declinedBy, stageSince: todayIn(commitment.region, facts) };
}

/** The owner begins. */
export function start(commitment: Assigned, facts: Facts): Draft {
  return { ...commitment, stage: 'inProgress', stageSince: todayIn(commitment.region, facts) };
}

/** Another owner, verifier, co-owners or date; the first due date stays visible. */
export function reassign(commitment: Assigned | InProgress, input: InputOf<'reassign'>, facts: Facts): Draft {
  const assignment: Assignment = {
    ownerOffice: input.ownerOffice,
    verifierOffice: input.verifierOffice ?? commitment.verifierOffice,
    coOwners: input.coOwners ?? commitment.coOwners,
  };
  checkAssignment(assignment, commitment, facts.offices);
  const due: DecidedDue = input.due === undefined ? commitment.due : decideDue(input.due, commitment, facts.calendar);
  const { first, extensions } = commitment.due;
  return {
    ...commitment,
    ...assignment,
    coOwners: [...assignment.coOwners],
    extensionRequested: undefined,
    stage: 'assigned',
    due: { on: due.on, counted: due.counted, first, extensions },
    stageSince: todayIn(commitment.region, facts),
  };
}
