import type * as z from 'zod';
import { type Assignment, checkAssignment } from '../../offices/office-checks.ts';
import { officeId } from '../../offices/office-id.ts';
import { InputRefusedError } from '../../platform/values/errors.ts';
import { bilingual, longText } from '../../platform/values/text.ts';
import { category } from '../categories.ts';
import { type Assigned, criterion, type InProgress, type Raised, type Verified } from '../commitment.ts';
import { type DecidedDue, decideDue, dueInput } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';
import { coOwnersInput, moveBody, moveRule, todayIn } from './move-rule.ts';

const reassignInput = moveBody('reassign', {
  ownerOffice: officeId,
  verifierOffice: officeId.optional(),
  coOwners: coOwnersInput,
  due: dueInput.optional(),
  reason: longText,
});
const correctInput = moveBody('correct', {
  statement: bilingual.optional(),
  category: category.optional(),
  criterion: criterion.optional(),
  reason: longText,
});
const noteInput = moveBody('note', { text: longText });

/** The moves that change or supplement the record. */
export const AMENDING_MOVES = {
  reassign: moveRule(
    {
      from: ['assigned', 'inProgress'],
      to: 'assigned',
      by: 'secretariat',
      notice: { readers: ['owner', 'coOwners', 'former'], asks: ['start'] },
    },
    reassignInput,
    reassign,
  ),
  correct: moveRule(
    { from: ['raised', 'assigned', 'inProgress', 'verified'], to: 'stay', by: 'secretariat', notice: null },
    correctInput,
    correct,
  ),
  note: moveRule(
    {
      from: ['raised', 'assigned', 'inProgress', 'verified', 'closed'],
      to: 'stay',
      by: 'participant',
      notice: null,
    },
    noteInput,
    (commitment) => commitment,
    ({ text }) => ({ note: text }),
  ),
};

/** Changes owner, verifier, co-owners or date; the first due date remains. */
function reassign(
  commitment: Assigned | InProgress,
  context: DecisionContext,
  input: z.output<typeof reassignInput>,
): Draft {
  const assignment: Assignment = {
    ownerOffice: input.ownerOffice,
    verifierOffice: input.verifierOffice ?? commitment.verifierOffice,
    coOwners: input.coOwners ?? commitment.coOwners,
  };
  checkAssignment(assignment, commitment, context.offices);
  const due: DecidedDue = input.due === undefined ? commitment.due : decideDue(input.due, commitment, context.calendar);
  const { first, extensions } = commitment.due;
  return {
    ...commitment,
    ...assignment,
    coOwners: [...assignment.coOwners],
    extensionRequested: undefined,
    stage: 'assigned',
    due: { on: due.on, counted: due.counted, first, extensions },
    stageSince: todayIn(commitment.region, context),
  };
}

function correct(
  commitment: Raised | Assigned | InProgress | Verified,
  _: DecisionContext,
  input: z.output<typeof correctInput>,
): Draft {
  const { statement, category, criterion } = input;
  if (statement === undefined && category === undefined && criterion === undefined) {
    throw new InputRefusedError([
      { path: 'statement', message: 'sebutkan yang dikoreksi: statement, category atau criterion' },
    ]);
  }
  if (criterion !== undefined && criterion.evidence === undefined && criterion.target === undefined) {
    throw new InputRefusedError([{ path: 'criterion', message: 'harus menyebut bukti atau target yang terukur' }]);
  }
  return {
    ...commitment,
    statement: statement ?? commitment.statement,
    category: category ?? commitment.category,
    ...(criterion === undefined ? {} : { criterion }),
  };
}
