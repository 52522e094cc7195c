import * as z from 'zod';
import { mailVariables, nonEmpty } from '../platform/environment.ts';

/** The variables of functions/notifications/record-delivery.lambda.ts. */
export const recordDeliveryEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
  /** The office that is notified of an office without a working address. */
  ADMIN_OFFICE: nonEmpty,
});
