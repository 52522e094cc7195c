import * as z from 'zod';
import { ENGINE_GAPS } from './local/engine-gaps.ts';

const ADDRESS = 'an address such as tuntas@example.org';

/** A text of a form; the message says what to write. */
const text = (pattern: RegExp, error: string) => z.string({ error }).regex(pattern, { error });
const address = (error: string) => z.email({ error });
const count = (error: string) => z.int({ error }).positive({ error });
const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z\d]).{12,}$/;
const DOMAIN = /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/;

/**
 * The file of a deployment, infra/deployments/<name>.json. Whatever two deployments may differ in is here, so that
 * nothing is forgotten at the next `cdk deploy` because it was typed at the last. The messages say what to write.
 */
export const deploymentFileSchema = z.strictObject(
  {
    /** Jakarta in our own files: data of public bodies stays in the country. */
    region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write the AWS region, such as "ap-southeast-3"'),
    /** The AWS account, so that credentials of another one are refused. */
    account: text(/^\d{12}$/, 'write the twelve digits of the AWS account in quotes, or leave it out').optional(),
    mail: z.strictObject(
      {
        /** The sender of letters. Its domain is the identity at SES. */
        from: address(`write the sender of letters, ${ADDRESS}`),
        /** `use` where the account has the identity already, for example by another deployment. */
        identity: z.enum(['make', 'use'], { error: 'write "make", or "use" if the account has this identity already' }),
        /** Whether the DNS records of the identity are published and SES has seen them. */
        verified: z.boolean({ error: 'write true once SES shows the domain as verified, otherwise false' }),
        /** Verified identities (addresses, domains) that letters may go to while the account is in SES's sandbox. */
        sandboxRecipients: z
          .array(z.union([z.email(), z.string().regex(DOMAIN)], { error: `write a domain, or ${ADDRESS}` }), {
            error: 'write a list of addresses or domains that are verified at SES, or leave it out',
          })
          .default([]),
      },
      { error: 'write { "from": ..., "identity": ..., "verified": ... }' },
    ),
    /** Who is woken by alarms. */
    alarms: z.array(address(`write ${ADDRESS}`), { error: 'write the list of addresses to wake, [] for none' }),
    /** The own domain of the API and of the pages. It is asked for once `mail.verified` is true. */
    domain: text(DOMAIN, 'write the domain of the pages, such as "tuntas.example.org", or leave it out').optional(),
    /** Protects data: RETAIN, deletion protection and termination protection. Logs outlive their stack. */
    keepsData: z.boolean({ error: 'write true if data and logs must outlive their stacks, otherwise false' }),
    /** Retention of logs in days; a value that CloudWatch Logs accepts. */
    logDays: z.literal([7, 30, 365], { error: 'write 7, 30 or 365' }),
    /** Limits of API Gateway: requests a second, and requests at once. */
    throttle: z.strictObject(
      {
        rate: count('write the requests a second, a whole number above 0'),
        burst: count('write the requests at once, a whole number above 0'),
      },
      { error: 'write { "rate": ..., "burst": ... }' },
    ),
    /** The office of the administrators, which is notified of problems that only they can fix. */
    adminOffice: text(/./, 'write the id of the office of the administrators, such as "bpjs-pusat"'),
    /** Who answers for personal data: named on the privacy page, and below every page. */
    responsible: z.strictObject(
      { name: text(/./, 'write who answers for personal data'), email: address(`write ${ADDRESS}`) },
      { error: 'write { "name": ..., "email": ... }' },
    ),
    /** For a deployment of nothing but examples: every account gets this password, and may sign in with it. */
    password: text(
      PASSWORD,
      'leave it out, or write 12 characters with small and capital letters, digit and sign',
    ).optional(),
    /** On the local engine: works around its gaps, and waits for seconds where AWS waits for half an hour. */
    engine: z.literal(true, { error: 'leave it out; true is for the local engine only' }).optional(),
  },
  { error: 'write { "region": ..., "mail": ..., ... } as in infra/deployments/dev.json' },
);

/** How a deployment runs on AWS: options that differ on the local engine only, and are in no file. */
const ON_AWS = {
  /** Whose permissions deploy: the roles of `cdk bootstrap`, or the caller. */
  deployedBy: 'bootstrapRoles',
  /** Whether buckets refuse requests without TLS. */
  tlsOnly: true,
  /** The resource that `states:SendTask*` is granted on. */
  taskTokensOn: 'machine',
  /** The resources that `ses:SendEmail` is granted on. */
  sendsMailOn: 'sender',
  /** The version of Cognito's pages for signing in. */
  managedLogin: 'newer',
  /** Seconds between the two checks of a reconciliation: longer than an execution takes to hand over to the next. */
  secondLookAfterSeconds: 600,
  /**
   * Move notices: the batching window in seconds (a multiple of 6), and whether they (and notices of monthly reports)
   * are sent in office hours only.
   */
  moveNotices: { windowSeconds: 1800, inOfficeHours: true },
  /** Seconds to wait for an event of SES before a letter whose answer was lost is sent again. */
  settleAfterSeconds: 1800,
  /** Whether reminders may be sent for any day (not only today and missed days), and reports for the current month. */
  remindsAnyDay: false,
  /** Seconds from applying a calendar to recalculating by it: longer than processes cache the previous one. */
  calendarSettlesAfterSeconds: 90,
} as const;

const ON_ENGINE = {
  ...ON_AWS,
  ...ENGINE_GAPS,
  secondLookAfterSeconds: 0,
  // For trying it out at any hour without waiting half an hour for a letter.
  moveNotices: { windowSeconds: 6, inOfficeHours: false },
  // Longer than two concurrent runs take for a letter, and short enough for trying it out.
  settleAfterSeconds: 5,
  // So that the passing of a month can be tried out.
  remindsAnyDay: true,
  calendarSettlesAfterSeconds: 0,
} as const;

type Runs = { readonly [Key in keyof typeof ON_AWS]: (typeof ON_AWS | typeof ON_ENGINE)[Key] };

/** One deployment of the platform: its name, its file, and what follows from where it runs. */
export type Deployment = { readonly name: string } & z.infer<typeof deploymentFileSchema> & Runs;

/** What a file says, with what follows from where the deployment runs. */
export function deploymentOf(name: string, file: z.infer<typeof deploymentFileSchema>): Deployment {
  return { name, ...file, ...(file.engine === true ? ON_ENGINE : ON_AWS) };
}

/** How long logs are retained, and whether they outlive their stack. */
export type LogKeeping = Pick<Deployment, 'keepsData' | 'logDays'>;

/** The domain of an address: of the sender, the identity at SES. */
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
