import * as z from 'zod';
import { ENGINE_GAPS } from './local/engine-gaps.ts';

/** One deployment of the platform. An option exists only while two deployments differ in it. */
export const deploymentSchema = z.strictObject({
  name: z.enum(['local', 'dev', 'prod']),
  /** Jakarta: data of public bodies stays in the country. */
  region: z.string(),
  /** Whose permissions deploy: the roles of `cdk bootstrap`, or the caller. */
  deployedBy: z.enum(['bootstrapRoles', 'cliCredentials']),
  /** Protects data: RETAIN, deletion protection and termination protection. */
  keepsData: z.boolean(),
  /** Retention of logs in days; a value that CloudWatch Logs accepts. */
  logDays: z.literal([7, 30, 365]),
  /** Limits of API Gateway: requests a second, and requests at once. */
  throttle: z.strictObject({ rate: z.int().positive(), burst: z.int().positive() }),
  /** Whether scripts may sign in with a plain-text password (USER_PASSWORD_AUTH) as well as by SRP. */
  passwordSignIn: z.boolean(),
  /** Whether buckets refuse requests without TLS. */
  tlsOnly: z.boolean(),
  /** The resource that `states:SendTask*` is granted on. */
  taskTokensOn: z.enum(['machine', 'anything']),
  /** Seconds between the two checks of a reconciliation: longer than an execution takes to hand over to the next. */
  secondLookAfterSeconds: z.int().min(0),
  /**
   * Move notices: the batching window in seconds, and whether they (and notices of monthly reports) are sent in office
   * hours only.
   */
  moveNotices: z.strictObject({ windowSeconds: z.int().positive().multipleOf(6), inOfficeHours: z.boolean() }),
  /** The resources that `ses:SendEmail` is granted on. */
  sendsMailOn: z.enum(['sender', 'anything']),
  /** The sender of letters. Its domain belongs to the deployer, so it is passed on the command line. */
  mailFrom: z.email(),
  /** Seconds to wait for an event of SES before a letter whose answer was lost is sent again. */
  settleAfterSeconds: z.int().min(0),
  /** Whether reminders may be sent for any day (not only today and missed days), and reports for the current month. */
  remindsAnyDay: z.boolean(),
  /** The office of the administrators, which is notified of problems that only they can fix. */
  adminOffice: z.string(),
  /** Seconds from applying a calendar to recalculating by it: longer than processes cache the previous one. */
  calendarSettlesAfterSeconds: z.int().min(0),
  /** The recipient of alarms. Passed on the command line, because an operator's address is personal data. */
  alarmAddress: z.email().optional(),
});

/** One deployment of the platform. */
export type Deployment = z.infer<typeof deploymentSchema>;

const onAws = {
  region: 'ap-southeast-3',
  deployedBy: 'bootstrapRoles',
  passwordSignIn: false,
  tlsOnly: true,
  taskTokensOn: 'machine',
  sendsMailOn: 'sender',
  secondLookAfterSeconds: 600,
  moveNotices: { windowSeconds: 1800, inOfficeHours: true },
  settleAfterSeconds: 1800,
  remindsAnyDay: false,
  adminOffice: 'bpjs-pusat',
  calendarSettlesAfterSeconds: 90,
} as const;

/** The deployments by name. */
export const deployments = {
  local: {
    ...onAws,
    ...ENGINE_GAPS,
    name: 'local',
    keepsData: false,
    logDays: 7,
    throttle: { rate: 1000, burst: 1000 },
    passwordSignIn: true,
    secondLookAfterSeconds: 0,
    // For trying it out at any hour without waiting half an hour for a letter.
    moveNotices: { windowSeconds: 6, inOfficeHours: false },
    // Longer than two concurrent runs take for a letter, and short enough for trying it out.
    settleAfterSeconds: 5,
    // So that the passing of a month can be tried out.
    remindsAnyDay: true,
    mailFrom: 'tuntas@example.org',
    calendarSettlesAfterSeconds: 0,
  },
  dev: {
    ...onAws,
    name: 'dev',
    keepsData: false,
    logDays: 30,
    throttle: { rate: 50, burst: 100 },
  },
  prod: {
    ...onAws,
    name: 'prod',
    keepsData: true,
    logDays: 365,
    throttle: { rate: 200, burst: 400 },
  },
} as const satisfies Record<Deployment['name'], Omit<Deployment, 'mailFrom'> & { mailFrom?: string }>;

/** An option of the command line that the deployment needs is missing or invalid. */
export class ContextRefusedError extends Error {
  override readonly name = 'ContextRefusedError';
}

/**
 * The deployment that the command line names.
 * @throws ContextRefusedError the name is missing (there is no default, so that nobody deploys the wrong one by
 *   forgetting it), or an address is missing or invalid
 */
export function deploymentFrom(context: {
  deployment: unknown;
  alarmAddress?: unknown;
  mailFrom?: unknown;
}): Deployment {
  const name = deploymentSchema.shape.name.safeParse(context.deployment);
  const known = Object.keys(deployments).join(', ');
  if (!name.success) throw refused(`the deployment with -c deployment=<name> (${known})`, context.deployment);
  const { alarmAddress, mailFrom } = context;
  const addresses = mailFrom === undefined ? { alarmAddress } : { alarmAddress, mailFrom };
  const deployment = deploymentSchema.safeParse({ ...deployments[name.data], ...addresses });
  if (deployment.success) return deployment.data;
  const wrong = deployment.error.issues[0]?.path[0];
  throw wrong === 'mailFrom'
    ? refused('the sender of letters with -c mailFrom=<address>', mailFrom)
    : refused('the recipient of alarms with -c alarmAddress=<address>, or leave it out', alarmAddress);
}

function refused(option: string, value: unknown): ContextRefusedError {
  return new ContextRefusedError(`Name ${option}; got ${JSON.stringify(value) ?? 'none'}.`);
}
