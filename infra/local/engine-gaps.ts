/**
 * What the local engine (ministack 1.5.33) does otherwise than AWS, one constant per gap that the product works around.
 * Nothing else in the repository may be bent for the engine's sake. When a release closes a gap, delete its line and
 * follow the type errors.
 */
export const ENGINE_GAPS = {
  /** It speaks plain HTTP, so a bucket policy that demands TLS would refuse every upload and download. */
  tlsOnly: false,

  /** It matches `states:SendTask*` on resource `*` alone; AWS matches the ARN of the state machine. */
  taskTokensOn: 'anything',

  /** It matches `ses:SendEmail` on resource `*` alone; AWS matches the ARNs of identity and configuration set. */
  sendsMailOn: 'anything',

  /** It does not know the condition key `aws:ResourceAccount`, which the policies of the default CDK bootstrap use. */
  deployedBy: 'cliCredentials',
} as const;

// Gaps that nothing bends for, but that the local platform cannot show. The template tests in test/infra/ stand in.
// - The role of a workflow is not enforced: a grant it lacks is seen in permissions.test.ts, not here.
// - A client may write attributes that its `WriteAttributes` do not name, `custom:office` among them.
// - Alarms on metric math cannot be deployed; every alarm counts one metric.
// - A move sent to the task token of a stopped execution is taken, and lost. AWS answers that the task has timed out.
// - Nothing that failed asynchronously reaches a dead-letter queue: see functions.test.ts for what is configured.
// - A function's error arrives under the name Runtime.HandlerError; on AWS under its own, which workflows match.
// - A function that names records of a stream that failed is not given them again, nor does it wait for a batch to fill:
//   see functions.test.ts for what is configured.
// - Executions are always young: renewal at 300 days and revival after ten minutes are shown by the unit tests, and by
//   calling the function with the event that AWS documents.
// - Killed, it keeps what it saved last, not what it last answered; started again, it takes executions that were running
//   for failed, and sends no event of it: see restart.test.ts.
// - It begins an execution 150 ms after its start, and waits 50 ms for the log of a function that logs nothing.
// - SES tells nothing of what became of a mail: tests publish its notifications as SES documents them.
// - Cookies of a request come to a function in their header; on AWS as a list of their own. functions/platform/pages/cookies.ts
//   takes both, as it also would from other gateways.
// - The hosted page stands at the engine's own address, whatever the domain of the user pool.
// - `SignUp` is not refused where administrators alone may create users.
