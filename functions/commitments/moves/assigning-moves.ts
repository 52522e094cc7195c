import type * as z from 'zod';
import { checkAssignment } from '../../offices/office-checks.ts';
import { officeId } from '../../offices/office-id.ts';
import { type MissingPart, PartsMissingError } from '../../platform/values/errors.ts';
import { longText } from '../../platform/values/text.ts';
import { type Assigned, criterion, type Raised } from '../commitment.ts';
import { decideDue, dueInput } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';
import { coOwnersInput, moveBody, moveRule, todayIn } from './move-rule.ts';

const assignInput = moveBody('assign', {
  ownerOffice: officeId.optional(),
  verifierOffice: officeId.optional(),
  coOwners: coOwnersInput,
  due: dueInput.optional(),
  criterion: criterion.optional(),
  reason: longText.optional(),
});
const declineInput = moveBody('decline', { reason: longText });
const startInput = moveBody('start', {});

/** The moves that give a commitment its owner. */
export const ASSIGNING_MOVES = {
  assign: moveRule(
    {
      from: ['raised'],
      to: 'assigned',
      by: 'secretariat',
      notice: { readers: ['owner', 'coOwners'], asks: ['start'] },
    },
    assignInput,
    assign,
  ),
  decline: moveRule(
    { from: ['assigned'], to: 'raised', by: 'owner', notice: { readers: ['secretariat'], asks: ['assign'] } },
    declineInput,
    decline,
  ),
  start: moveRule({ from: ['assigned'], to: 'inProgress', by: 'owner', notice: null }, startInput, start),
};

/** @throws PartsMissingError lists all missing parts */
function assign(commitment: Raised, context: DecisionContext, input: z.output<typeof assignInput>): Draft {
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
  checkAssignment(assignment, commitment, context.offices);
  const decided = decideDue(due, commitment, context.calendar);
  return {
    ...commitment,
    ...assignment,
    stage: 'assigned',
    criterion,
    due: { ...decided, first: decided.on, extensions: 0 },
    stageSince: todayIn(commitment.region, context),
  };
}

const PARTS_IN_WORDS = {
  ownerOffice: 'penanggung jawab',
  verifierOffice: 'verifikator',
  due: 'tenggat',
  criterion: 'ukuran keberhasilan',
  evidence: 'bukti tindak lanjut',
} as const satisfies Record<MissingPart, string>;

/** The owner is not competent; the secretariat must assign another office. */
function decline(commitment: Assigned, context: DecisionContext): Draft {
  const { ownerOffice: declinedBy, verifierOffice: _, ...rest } = commitment;
  return { ...rest, stage: 'raised', declinedBy, stageSince: todayIn(commitment.region, context) };
}

function start(commitment: Assigned, context: DecisionContext): Draft {
  return { ...commitment, stage: 'inProgress', stageSince: todayIn(commitment.region, context) };
}
