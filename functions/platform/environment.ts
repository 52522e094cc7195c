import * as z from 'zod';

export const nonEmpty = z.string().min(1);

export const seconds = z.string().regex(/^\d{1,6}$/);

export const flag = z.enum(['true', 'false']);

export const mailVariables = {
  MAIL_FROM: nonEmpty,
  CONFIGURATION_SET: nonEmpty,
  /** Seconds after which a letter without an outcome may be sent again. */
  SETTLE_AFTER_SECONDS: seconds,
  /** URL of the console, without a trailing slash: the target of links in letters. */
  CONSOLE_URL: z.url(),
};

/** The variables of functions that accept the console's session cookie. */
export const sessionVariables = {
  TABLE_NAME: nonEmpty,
  /** URL of the console, without a trailing slash. */
  CONSOLE_URL: z.url(),
  /** URL of the user pool's domain, without a trailing slash. */
  SIGN_IN_URL: z.url(),
  USER_POOL_ID: nonEmpty,
  USER_POOL_CLIENT_ID: nonEmpty,
  /** Who answers for personal data and helps readers: in the footer of every page, and on the privacy page. */
  RESPONSIBLE_NAME: nonEmpty,
  RESPONSIBLE_EMAIL: nonEmpty,
};

/** The variables of functions that start runs: the state machines, and whether reminders may run for any day. */
export const runVariables = {
  RECONCILIATION_ARN: nonEmpty,
  RENEWAL_ARN: nonEmpty,
  RECOUNT_ARN: nonEmpty,
  IMPORT_ARN: nonEmpty,
  RECALCULATION_ARN: nonEmpty,
  REMINDERS_ARN: nonEmpty,
  REPORTS_ARN: nonEmpty,
  /** Allows reminders for any day. */
  REMINDS_ANY_DAY: flag,
};

export const runEnvironment = z.object(runVariables);

export const sessionEnvironment = z.object(sessionVariables);

/** The variables that Lambda sets. AWS_ENDPOINT_URL is set only for endpoints other than AWS's own. */
export const lambdaEnvironment = z.object({
  AWS_REGION: nonEmpty,
  AWS_ENDPOINT_URL: z.url().optional(),
});
