import * as z from 'zod';
import { nonEmpty, sessionVariables } from '../platform/environment.ts';

export const servePeopleEnvironment = z.object({
  ...sessionVariables,
  MAIL_FROM: nonEmpty,
  CONFIGURATION_SET: nonEmpty,
  /** The password of every account, in a deployment of nothing but examples. */
  ACCOUNT_PASSWORD: nonEmpty.optional(),
});
