import * as z from 'zod/mini';
import { officeId } from '../../offices/office-id.ts';
import { bilingual, longText, source } from '../../platform/values/text.ts';
import { category } from '../categories.ts';
import { basis, criterion, evidencePiece, finding, reading } from '../commitment.ts';
import { dueInput } from '../dues.ts';
import type { Stage } from '../stages.ts';

/** Where a move leads from and to, who makes it, and what beyond the stage has to be so. */
interface MoveRule {
  readonly from: readonly Stage[];
  readonly to: Stage | 'stay';
  readonly by: 'secretariat' | 'owner' | 'verifier' | 'verifier, then secretariat' | 'concerned';
  readonly when?: 'submitted' | 'notSubmitted' | 'extensionRequested' | 'noExtensionRequested';
}

/** Every move but the raise, with its rule. The body of each is below. */
export const MOVES = {
  assign: { from: ['raised'], to: 'assigned', by: 'secretariat' },
  decline: { from: ['assigned'], to: 'raised', by: 'owner' },
  start: { from: ['assigned'], to: 'inProgress', by: 'owner' },
  submit: { from: ['inProgress'], to: 'stay', by: 'owner', when: 'notSubmitted' },
  sendBack: { from: ['inProgress', 'verified'], to: 'inProgress', by: 'verifier, then secretariat', when: 'submitted' },
  verify: { from: ['inProgress'], to: 'verified', by: 'verifier', when: 'submitted' },
  close: { from: ['verified'], to: 'closed', by: 'secretariat' },
  withdraw: { from: ['raised', 'assigned', 'inProgress'], to: 'closed', by: 'secretariat' },
  reopen: { from: ['closed'], to: 'inProgress', by: 'secretariat' },
  requestExtension: { from: ['assigned', 'inProgress'], to: 'stay', by: 'owner', when: 'noExtensionRequested' },
  extend: { from: ['assigned', 'inProgress'], to: 'stay', by: 'secretariat' },
  refuseExtension: { from: ['assigned', 'inProgress'], to: 'stay', by: 'secretariat', when: 'extensionRequested' },
  reassign: { from: ['assigned', 'inProgress'], to: 'assigned', by: 'secretariat' },
  correct: { from: ['raised', 'assigned', 'inProgress', 'verified'], to: 'stay', by: 'secretariat' },
  note: { from: ['raised', 'assigned', 'inProgress', 'verified', 'closed'], to: 'stay', by: 'concerned' },
} as const satisfies Record<string, MoveRule>;

export type MoveName = keyof typeof MOVES;

const reason = z.optional(longText);
const coOwners = z.optional(z.array(officeId).check(z.maxLength(20)));
const version = z.int().check(z.minimum(1));

/** The body of each move. Parts whose absence is refused one by one (not-verifiable) are optional here. */
const bodies = {
  assign: {
    ownerOffice: z.optional(officeId),
    verifierOffice: z.optional(officeId),
    coOwners,
    due: z.optional(dueInput),
    criterion: z.optional(criterion),
    reason,
  },
  decline: { reason: longText },
  start: {},
  submit: { evidence: z.optional(z.array(evidencePiece).check(z.maxLength(20))), note: z.optional(longText) },
  sendBack: { reason: longText },
  verify: { finding, note: z.optional(longText), reading: z.optional(reading), reason },
  close: { resolution: finding, reason },
  withdraw: {
    resolution: z.enum(['withdrawn', 'merged']),
    mergedInto: z.optional(z.string().check(z.maxLength(64))),
    reason: longText,
  },
  reopen: { due: dueInput, reason: longText },
  requestExtension: { due: dueInput, reason: longText },
  extend: { due: dueInput, reason: longText },
  refuseExtension: { reason: longText },
  reassign: {
    ownerOffice: officeId,
    verifierOffice: z.optional(officeId),
    coOwners,
    due: z.optional(dueInput),
    reason: longText,
  },
  correct: {
    statement: z.optional(bilingual),
    category: z.optional(category),
    criterion: z.optional(criterion),
    reason: longText,
  },
  note: { text: longText },
} as const satisfies Record<MoveName, Record<string, z.ZodMiniType>>;

function body<Name extends MoveName>(move: Name) {
  return z.strictObject({ move: z.literal(move), version, ...bodies[move] });
}

/** A move as the API takes it. */
export const moveInput = z.discriminatedUnion('move', [
  body('assign'),
  body('decline'),
  body('start'),
  body('submit'),
  body('sendBack'),
  body('verify'),
  body('close'),
  body('withdraw'),
  body('reopen'),
  body('requestExtension'),
  body('extend'),
  body('refuseExtension'),
  body('reassign'),
  body('correct'),
  body('note'),
]);
export type MoveInput = z.infer<typeof moveInput>;
export type InputOf<Name extends MoveName> = Extract<MoveInput, { move: Name }>;

/** A commitment as it is raised. */
export const raiseInput = z.strictObject({
  statement: bilingual,
  category,
  basis,
  coOwners,
  source: z.optional(source),
});
export type RaiseInput = z.infer<typeof raiseInput>;

/** The names of all moves but the raise. */
export const MOVE_NAMES = moveInput.def.options.flatMap((option) => option.def.shape.move.def.values);

/** The names of all moves that an event can record; nobody can ask for a recalculation, which a calendar brings. */
export const EVENT_MOVES = ['raise', ...MOVE_NAMES, 'recalculate'] as const;
