import * as z from 'zod';
import { regionOfId } from '../platform/values/ids.ts';
import { covers, type Scope } from '../regions/scope.ts';
import { type Letter, letter } from './letters.ts';

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
  addresses: letter.shape.addresses.optional(),
  spared: letter.shape.spared,
});

/** Shows a letter whole: to the office itself, and to administrators. Its addresses are personal data. */
export function wholeLetterView(of: Letter): z.infer<typeof letterView> {
  return letterView.parse(of);
}

/** Shows a letter to another office: without addresses, and of its commitments those that lie in the scope. */
export function letterViewIn(scope: Scope, of: Letter): z.infer<typeof letterView> {
  const { addresses: _, spared: __, ...view } = letterView.parse(of);
  return { ...view, commitments: of.commitments.filter((id) => covers(scope, regionOfId(id) ?? '')) };
}
