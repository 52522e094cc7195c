import * as z from 'zod';
import { ENGINE_GAPS } from './local/engine-gaps.ts';

/** One deployment of the platform. An option is here because two deployments differ in it. */
export const deploymentSchema = z.strictObject({
  name: z.enum(['local', 'dev', 'prod']),
  /** Public data of public bodies stays in the country: Jakarta. */
  region: z.string(),
  /** Whose permissions deploy: the roles of `cdk bootstrap`, or the caller's own. */
  deployedBy: z.enum(['bootstrapRoles', 'cliCredentials']),
  /** Keeps what must never be lost: RETAIN, deletion protection and termination protection. */
  keepsData: z.boolean(),
  /** Days that logs are kept; one of the values that CloudWatch Logs accepts. */
  logDays: z.literal([7, 30, 365]),
  /** What API Gateway lets through, in requests a second and at once. */
  throttle: z.strictObject({ rate: z.int().positive(), burst: z.int().positive() }),
  /** Whether a script may sign in with a password in plain text (USER_PASSWORD_AUTH) as well as by SRP. */
  passwordSignIn: z.boolean(),
  /** Whether buckets refuse requests without TLS. */
  tlsOnly: z.boolean(),
  /** The resource that `states:SendTask*` is granted on. */
  taskTokensOn: z.enum(['machine', 'anything']),
  /** Seconds between the two looks of a reconciliation: longer than an execution takes to hand over to the next. */
  secondLookAfterSeconds: z.int().min(0),
  /**
   * What is told before the next digest: the seconds for which it is gathered, and whether it, and the report of a month,
   * are told in office hours alone.
   */
  earlyLetters: z.strictObject({ batchingSeconds: z.int().positive().multipleOf(6), inOfficeHours: z.boolean() }),
  /** The resources that `ses:SendEmail` is granted on. */
  sendsMailOn: z.enum(['sender', 'anything']),
  /** The address that letters come from; its domain is the deployer's, so it is given on the command line. */
  mailFrom: z.email(),
  /** Seconds that an event of SES is waited for before a letter is sent again whose answer was lost. */
  settleAfterSeconds: z.int().min(0),
  /** Whether letters may be sent for any day, and not for today and missed days alone; also of a month that is not over. */
  remindsAnyDay: z.boolean(),
  /** The office of the administrators, which is told what only they can mend. */
  adminOffice: z.string(),
  /** Seconds from applying a calendar to counting dates again by it: longer than a process remembers the one before. */
  calendarSettlesAfterSeconds: z.int().min(0),
  /** Where alarms are mailed to; given on the command line, for an operator's address is personal data. */
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
  earlyLetters: { batchingSeconds: 1800, inOfficeHours: true },
  settleAfterSeconds: 1800,
  remindsAnyDay: false,
  adminOffice: 'bpjs-pusat',
  calendarSettlesAfterSeconds: 90,
} as const;

/** The deployments there are, by name. */
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
    // Whoever tries it out does so at any hour, and waits no half hour for a letter.
    earlyLetters: { batchingSeconds: 6, inOfficeHours: false },
    // Longer than two runs at once take for a letter; whoever tries it out waits no half hour.
    settleAfterSeconds: 5,
    // So that a month can be seen to pass.
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

/** The command line leaves out, or gets wrong, what no deployment on AWS can do without. */
export class ContextRefusedError extends Error {
  override readonly name = 'ContextRefusedError';
}

/**
 * The deployment that the command line asks for.
 * @throws ContextRefusedError the deployment is not named (nobody should deploy the wrong one by forgetting it), or an
 *   address is missing or none
 */
export function deploymentFrom(context: {
  deployment: unknown;
  alarmAddress?: unknown;
  mailFrom?: unknown;
}): Deployment {
  const name = deploymentSchema.shape.name.safeParse(context.deployment);
  const known = Object.keys(deployments).join(', ');
  if (!name.success) throw refused(`which deployment with -c deployment=<name> (${known})`, context.deployment);
  const { alarmAddress, mailFrom } = context;
  const given = mailFrom === undefined ? { alarmAddress } : { alarmAddress, mailFrom };
  const deployment = deploymentSchema.safeParse({ ...deployments[name.data], ...given });
  if (deployment.success) return deployment.data;
  const wrong = deployment.error.issues[0]?.path[0];
  throw wrong === 'mailFrom'
    ? refused('who sends the letters with -c mailFrom=<address>', mailFrom)
    : refused('who is woken by alarms with -c alarmAddress=<address>, or leave it out', alarmAddress);
}

function refused(what: string, given: unknown): ContextRefusedError {
  return new ContextRefusedError(`Say ${what}; got ${JSON.stringify(given) ?? 'none'}.`);
}
