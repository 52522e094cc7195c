import type { MoveName } from '../../functions/commitments/moves/moves.ts';

interface BodyParts {
  /** The body of assign. */
  readonly assignment: object;
  /** Another owner, for reassign. */
  readonly ownerOffice: string;
  readonly due: object;
  readonly evidence: readonly object[];
  readonly reason: string;
}

/** A valid body for each move, without its name and version. */
export function moveBodies({
  assignment,
  ownerOffice,
  due,
  evidence,
  reason,
}: BodyParts): Readonly<Record<MoveName, object>> {
  return {
    assign: assignment,
    decline: { reason },
    start: {},
    submit: { evidence },
    sendBack: { reason },
    verify: { finding: 'fulfilled' },
    close: { resolution: 'fulfilled', reason },
    withdraw: { resolution: 'withdrawn', reason },
    reopen: { due, reason },
    requestExtension: { due, reason },
    extend: { due, reason },
    refuseExtension: { reason },
    reassign: { ownerOffice, reason },
    correct: { category: 'rujukan', reason },
    note: { text: reason },
  };
}
