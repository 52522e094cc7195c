import * as z from 'zod/mini';
import { type Letter, letter } from '../domain/letters.ts';

const { letterId, kind, day, status, reasons, commitments, claimedAt, sentAt, settledAt, failure, sends } =
  letter.shape;

/** A letter as the API shows it. */
export const letterView = z.object({
  letterId,
  kind,
  day,
  status,
  reasons,
  commitments,
  claimedAt,
  sentAt,
  settledAt,
  failure,
  sends,
  addresses: z.optional(letter.shape.addresses),
  spared: letter.shape.spared,
});

/** Shows a letter; its addresses are personal data, for the office itself and for administrators. */
export function letterViewOf(of: Letter, showsAddresses: boolean): z.infer<typeof letterView> {
  const { addresses: _, spared: __, ...view } = letterView.parse(of);
  return showsAddresses ? letterView.parse(of) : view;
}
