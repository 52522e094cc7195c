import * as z from 'zod';
import { category } from './categories.ts';
import { basis, criterion, evidencePiece, finding, reading } from './commitments.ts';
import { dueInput } from './dues.ts';
import { officeId } from './offices.ts';
import type { Stage } from './stages.ts';
import { bilingual, longText, source } from './text.ts';

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

const reason = longText.optional();
const coOwners = z.array(officeId).max(20).optional();
const version = z.int().min(1).meta({ description: 'The version of the commitment that the caller saw' });

/** The body of each move. Parts whose absence is refused one by one (not-verifiable) are optional here. */
const bodies = {
  assign: {
    ownerOffice: officeId.optional(),
    verifierOffice: officeId.optional(),
    coOwners,
    due: dueInput.optional(),
    criterion: criterion.optional(),
    reason,
  },
  decline: { reason: longText },
  start: {},
  submit: { evidence: z.array(evidencePiece).max(20).optional(), note: longText.optional() },
  sendBack: { reason: longText },
  verify: { finding, note: longText.optional(), reading: reading.optional(), reason },
  close: { resolution: finding, reason },
  withdraw: {
    resolution: z.enum(['withdrawn', 'merged']),
    mergedInto: z.string().max(64).optional(),
    reason: longText,
  },
  reopen: { due: dueInput, reason: longText },
  requestExtension: { due: dueInput, reason: longText },
  extend: { due: dueInput, reason: longText },
  refuseExtension: { reason: longText },
  reassign: {
    ownerOffice: officeId,
    verifierOffice: officeId.optional(),
    coOwners,
    due: dueInput.optional(),
    reason: longText,
  },
  correct: {
    statement: bilingual.optional(),
    category: category.optional(),
    criterion: criterion.optional(),
    reason: longText,
  },
  note: { text: longText },
} as const satisfies Record<MoveName, Record<string, z.ZodType>>;

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
  source: source.optional(),
});
export type RaiseInput = z.infer<typeof raiseInput>;

/** The names of all moves but the raise. */
export const MOVE_NAMES = moveInput.options.map((option) => option.shape.move.value);

/** The names of all moves that an event can record. */
export const EVENT_MOVES = ['raise', ...MOVE_NAMES] as const;
