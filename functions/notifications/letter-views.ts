import * as z from 'zod';
import { regionOfId } from '../platform/values/ids.ts';
import { covers, type Scope } from '../regions/scope.ts';
import { type Letter, letter } from './letters.ts';

const { letterId, kind, day, status, reasons, commitments, claimedAt, sentAt, settledAt, failure, sends } =
  letter.shape;

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
  addresses: letter.shape.addresses.optional(),
  spared: letter.shape.spared,
});

/** The view for the office itself and for administrators. Addresses are personal data. */
export function wholeLetterView(of: Letter): z.infer<typeof letterView> {
  return letterView.parse(of);
}

/** The view for another office: without addresses, and with the commitments in its scope only. */
export function letterViewIn(scope: Scope, of: Letter): z.infer<typeof letterView> {
  const { addresses: _, spared: __, ...view } = letterView.parse(of);
  return { ...view, commitments: of.commitments.filter((id) => covers(scope, regionOfId(id) ?? '')) };
}
