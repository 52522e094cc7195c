import * as z from 'zod/mini';

const given = z.string().check(z.minLength(1));

/** What works on the lifecycle from outside: the table and the machine. */
const keeper = { TABLE_NAME: given, LIFECYCLE_ARN: given };

/** What letters are sent with, and lead to. */
const sender = {
  MAIL_FROM: given,
  CONFIGURATION_SET: given,
  SETTLE_AFTER_SECONDS: z.string().check(z.regex(/^\d{1,6}$/)),
  CONSOLE_URL: z.url(),
};

/** What a function stands on that people visit in a browser, signed in. */
const visited = {
  TABLE_NAME: given,
  /** Where people reach the console, without a slash at its end. */
  CONSOLE_URL: z.url(),
  /** Where people sign in: the domain of the user pool, without a slash at its end. */
  SIGN_IN_URL: z.url(),
  USER_POOL_ID: given,
  /** Id of the console's own client of the user pool. */
  USER_POOL_CLIENT_ID: given,
};

/** What every function needs that people visit signed in. */
export const visitedEnvironment = z.object(visited);

/**
 * The environment of each Lambda function, by the name of its file in camel case. The construct that deploys a function
 * and the function itself read the same schema, so that neither can name a variable the other does not know.
 */
export const environments = {
  serveApi: z.object({
    /** Name of the one table. */
    TABLE_NAME: given,
    /** Name of the bucket that evidence files are uploaded to. */
    EVIDENCE_BUCKET: given,
    /** Name of the bucket that files for imports are uploaded to. */
    IMPORT_BUCKET: given,
    /** ARN of the commitment-lifecycle state machine. */
    LIFECYCLE_ARN: given,
    /** ARNs of the state machines that runs start. */
    RECONCILIATION_ARN: given,
    RENEWAL_ARN: given,
    IMPORT_ARN: given,
    RECALCULATION_ARN: given,
    REMINDERS_ARN: given,
    REPORTS_ARN: given,
    /** Whether real letters may be sent for any day: `true` or `false`. */
    REMINDS_ANY_DAY: z.enum(['true', 'false']),
  }),
  serveConsole: z.object({
    ...visited,
    /** Name of the bucket that monthly reports are kept in. */
    REPORT_BUCKET: given,
  }),
  serveReports: z.object({
    ...visited,
    /** Id of the client of the user pool that programs sign in with. */
    API_CLIENT_ID: given,
  }),
  reconcileCommitments: z.object({
    ...keeper,
    /** Seconds between the two looks of a reconciliation. */
    SECOND_LOOK_AFTER_SECONDS: z.string().check(z.regex(/^\d{1,6}$/)),
  }),
  renewCommitments: z.object(keeper),
  restartExecution: z.object(keeper),
  importRecords: z.object({ ...keeper, IMPORT_BUCKET: given }),
  remindOffices: z.object({ TABLE_NAME: given, ...sender }),
  recordDelivery: z.object({ TABLE_NAME: given, ...sender, ADMIN_OFFICE: given }),
  /** Name of the one table. */
  watchCalendar: z.object({ TABLE_NAME: given }),
  recalculateDeadlines: z.object({
    TABLE_NAME: given,
    /** The office that keeps the calendar, where no administrator has applied a version. */
    ADMIN_OFFICE: given,
    /** Seconds after which every process that decides has read a calendar that was applied. */
    CALENDAR_SETTLES_AFTER_SECONDS: z.string().check(z.regex(/^\d{1,6}$/)),
  }),
  collectMoveNotices: z.object({
    TABLE_NAME: given,
    /** ARN of the early-letter state machine. */
    EARLY_LETTER_ARN: given,
    /** Seconds for which news is gathered; a multiple of 6. */
    BATCHING_SECONDS: z.string().check(z.regex(/^\d{1,5}$/)),
  }),
  notifyRecalculation: z.object({ TABLE_NAME: given, ...sender }),
  sendMoveNotices: z.object({
    TABLE_NAME: given,
    ...sender,
    /** Seconds for which news is gathered; a multiple of 6. */
    BATCHING_SECONDS: z.string().check(z.regex(/^\d{1,5}$/)),
    /** Whether letters of news go out in office hours alone. */
    IN_OFFICE_HOURS: z.enum(['true', 'false']),
  }),
  renderReports: z.object({
    TABLE_NAME: given,
    REPORT_BUCKET: given,
    /** Whether a month may be reported on that is not over: `true` or `false`. */
    REMINDS_ANY_DAY: z.enum(['true', 'false']),
  }),
  notifyReports: z.object({
    TABLE_NAME: given,
    ...sender,
    /** Whether monthly letters go out in office hours alone. */
    IN_OFFICE_HOURS: z.enum(['true', 'false']),
  }),
  updateStatistics: z.object({ TABLE_NAME: given }),
  rebuildStatistics: z.object({
    TABLE_NAME: given,
    /** Seconds between the two looks of a recount. */
    SECOND_LOOK_AFTER_SECONDS: z.string().check(z.regex(/^\d{1,6}$/)),
  }),
} as const;

/** The variables of the function `Name`. */
export type Environment<Name extends keyof typeof environments> = z.infer<(typeof environments)[Name]>;

/** What Lambda itself gives every function. An endpoint stands there only where AWS's own is not meant. */
export const lambdaEnvironment = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  AWS_ENDPOINT_URL: z.optional(z.url()),
});
