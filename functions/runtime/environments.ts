import * as z from 'zod/mini';

/**
 * The environment of each Lambda function, by the name of its file in camel case. The construct that deploys a function
 * and the function itself read the same schema, so that neither can name a variable the other does not know.
 */
export const environments = {
  serveApi: z.object({
    /** Name of the one table. */
    TABLE_NAME: z.string().check(z.minLength(1)),
    /** Name of the bucket that evidence files are uploaded to. */
    EVIDENCE_BUCKET: z.string().check(z.minLength(1)),
    /** ARN of the commitment-lifecycle state machine. */
    LIFECYCLE_ARN: z.string().check(z.minLength(1)),
  }),
  serveOpenapi: z.object({}),
} as const;

/** The variables of the function `Name`. */
export type Environment<Name extends keyof typeof environments> = z.infer<(typeof environments)[Name]>;

/** What Lambda itself gives every function. An endpoint stands there only where AWS's own is not meant. */
export const lambdaEnvironment = z.object({
  AWS_REGION: z.string().check(z.minLength(1)),
  AWS_ENDPOINT_URL: z.optional(z.url()),
});
