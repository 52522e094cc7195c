import * as z from 'zod';
import { bilingual, source } from '../../platform/values/text.ts';
import { category } from '../categories.ts';
import { basis, type Commitment } from '../commitment.ts';
import { AMENDING_MOVES } from './amending-moves.ts';
import { ASSIGNING_MOVES } from './assigning-moves.ts';
import { DATE_MOVES } from './date-moves.ts';
import { DELIVERING_MOVES } from './delivering-moves.ts';
import { ENDING_MOVES } from './ending-moves.ts';
import { coOwnersInput, type MoveRule, type MoveSpec } from './move-rule.ts';

/**
 * Every move except the raise, with its rule. Texts and tests are keyed by these names, so that the compiler reports
 * what a new row lacks.
 */
export const MOVES = {
  ...ASSIGNING_MOVES,
  ...DELIVERING_MOVES,
  ...ENDING_MOVES,
  ...DATE_MOVES,
  ...AMENDING_MOVES,
} satisfies Record<string, MoveSpec>;

export type MoveName = keyof typeof MOVES;

type Inputs = { [Name in MoveName]: z.output<(typeof MOVES)[Name]['input']> };
export type InputOf<Name extends MoveName> = Inputs[Name];
export type MoveInput = InputOf<MoveName>;

const RULES: { readonly [Name in MoveName]: MoveRule<Inputs[Name]> } = MOVES;

export function ruleOf<Name extends MoveName>(move: Name): MoveRule<Inputs[Name]> {
  return RULES[move];
}

const { assign, ...otherMoves } = MOVES;

/** The request body of a move. */
export const moveInput = z.discriminatedUnion('move', [
  assign.input,
  ...Object.values(otherMoves).map(({ input }) => input),
]);

/** In the order of the API's enumeration. */
export const MOVE_NAMES = moveInput.def.options.flatMap((option) => option.def.shape.move.def.values);

/** The moves that an event can record. A changed calendar causes a recalculation; an actor cannot request it. */
export const EVENT_MOVES = ['raise', ...MOVE_NAMES, 'recalculate'] as const;
export type EventMove = (typeof EVENT_MOVES)[number];

/** The request body of a raise. */
export const raiseInput = z.strictObject({
  statement: bilingual,
  category,
  basis,
  coOwners: coOwnersInput,
  source: source.optional(),
});
export type RaiseInput = z.infer<typeof raiseInput>;

/** The moves that the commitment's stage and turn allow, regardless of the actor. */
export function possibleMoves(commitment: Commitment): readonly MoveName[] {
  return MOVE_NAMES.filter((move) => MOVES[move].startFrom(commitment) !== undefined);
}
