/**
 * The names of all moves but the raise, by the file that holds their rules. The list to begin with when a move is added:
 * the compiler then names every file that lacks it.
 */
export const MOVE_FAMILIES = {
  assigning: ['assign', 'decline', 'start'],
  delivering: ['submit', 'sendBack', 'verify'],
  ending: ['close', 'withdraw', 'reopen'],
  dates: ['requestExtension', 'extend', 'refuseExtension'],
  amending: ['reassign', 'correct', 'note'],
} as const;

export type MoveFamily = keyof typeof MOVE_FAMILIES;
export type MoveIn<Family extends MoveFamily> = (typeof MOVE_FAMILIES)[Family][number];
export type MoveName = MoveIn<MoveFamily>;

/** The names of all moves but the raise, in the order in which the API lists them. */
export const MOVE_NAMES: readonly MoveName[] = Object.values(MOVE_FAMILIES).flat();

/** The names of all moves that an event can record. A recalculation follows from a calendar: nobody can request it. */
export const EVENT_MOVES = ['raise', ...MOVE_NAMES, 'recalculate'] as const;
export type EventMove = (typeof EVENT_MOVES)[number];
