import * as z from 'zod';

/** A variable with a value. */
export const given = z.string().min(1);

/** A number of seconds. */
export const seconds = z.string().regex(/^\d{1,6}$/);

/** A yes or no. */
export const flag = z.enum(['true', 'false']);

/** The variables of functions that send email. */
export const sender = {
  MAIL_FROM: given,
  /** Name of the SES configuration set. */
  CONFIGURATION_SET: given,
  /** Seconds after which a letter without an outcome may be sent again. */
  SETTLE_AFTER_SECONDS: seconds,
  /** Address of the console, without a slash at its end: the target of the links in letters. */
  CONSOLE_URL: z.url(),
};

/** The variables of functions that accept the console's session. */
export const session = {
  TABLE_NAME: given,
  /** Address of the console, without a slash at its end. */
  CONSOLE_URL: z.url(),
  /** Address of the user pool's domain, without a slash at its end. */
  SIGN_IN_URL: z.url(),
  USER_POOL_ID: given,
  /** Id of the user pool client of the console. */
  USER_POOL_CLIENT_ID: given,
};

/** {@link session} as a schema. */
export const sessionEnvironment = z.object(session);

/** The variables that Lambda sets. The endpoint is set only where AWS answers at another address than its own. */
export const lambdaEnvironment = z.object({
  AWS_REGION: given,
  AWS_ENDPOINT_URL: z.url().optional(),
});
