import * as z from 'zod';
import { bilingual, source } from '../../platform/values/text.ts';
import { category } from '../categories.ts';
import { basis, type Commitment } from '../commitment.ts';
import { AMENDING_MOVES } from './amending-moves.ts';
import { ASSIGNING_MOVES } from './assigning-moves.ts';
import { DATE_MOVES } from './date-moves.ts';
import { DELIVERING_MOVES } from './delivering-moves.ts';
import { ENDING_MOVES } from './ending-moves.ts';
import { coOwnersInput, type MoveFacts, type MoveRule } from './move-rule.ts';

/**
 * The table of moves: every move but the raise, with its rule. Everything else that moves need is keyed by its names, so
 * that the compiler points to what a new row lacks.
 */
export const MOVES = {
  ...ASSIGNING_MOVES,
  ...DELIVERING_MOVES,
  ...ENDING_MOVES,
  ...DATE_MOVES,
  ...AMENDING_MOVES,
} satisfies Record<string, MoveFacts>;

export type MoveName = keyof typeof MOVES;

type Inputs = { [Name in MoveName]: z.output<(typeof MOVES)[Name]['input']> };
export type InputOf<Name extends MoveName> = Inputs[Name];
export type MoveInput = InputOf<MoveName>;

const RULES: { readonly [Name in MoveName]: MoveRule<Inputs[Name]> } = MOVES;

/** The rule of a move, typed by its body. */
export function ruleOf<Name extends MoveName>(move: Name): MoveRule<Inputs[Name]> {
  return RULES[move];
}

const { assign, ...otherMoves } = MOVES;

/** A move as the API takes it. */
export const moveInput = z.discriminatedUnion('move', [
  assign.input,
  ...Object.values(otherMoves).map(({ input }) => input),
]);

/** The names of all moves but the raise, in the order in which the API lists them. */
export const MOVE_NAMES = moveInput.def.options.flatMap((option) => option.def.shape.move.def.values);

/** The names of all moves that an event can record. A recalculation follows from a calendar: nobody can request it. */
export const EVENT_MOVES = ['raise', ...MOVE_NAMES, 'recalculate'] as const;
export type EventMove = (typeof EVENT_MOVES)[number];

/** A commitment as it is raised. */
export const raiseInput = z.strictObject({
  statement: bilingual,
  category,
  basis,
  coOwners: coOwnersInput,
  source: source.optional(),
});
export type RaiseInput = z.infer<typeof raiseInput>;

/** The moves that the commitment's stage and turn leave open, whoever makes them. */
export function possibleMoves(commitment: Commitment): readonly MoveName[] {
  return MOVE_NAMES.filter((move) => MOVES[move].startFrom(commitment) !== undefined);
}
