/**
 * Differences between the local engine (ministack 1.5.33) and AWS that the product works around, one constant each. No
 * other code may work around the engine. When a release closes a gap, delete its line and follow the type errors.
 */
export const ENGINE_GAPS = {
  /** It speaks plain HTTP, so a bucket policy that requires TLS would refuse every upload and download. */
  tlsOnly: false,

  /** It matches `states:SendTask*` on resource `*` only; AWS matches the ARN of the state machine. */
  taskTokensOn: 'anything',

  /** It matches `ses:SendEmail` on resource `*` only; AWS matches the ARNs of identity and configuration set. */
  sendsMailOn: 'anything',

  /** It does not know the condition key `aws:ResourceAccount`, which the policies of the default CDK bootstrap use. */
  deployedBy: 'cliCredentials',

  /** It has no `AWS::Cognito::ManagedLoginBranding`, without which AWS shows nothing on the newer pages. */
  managedLogin: 'classic',
} as const;

// Differences without a workaround, which the local platform cannot show. README.md beside this file has them all, with the
// rule of AWS and the check of ours that holds it.
// - The role of a workflow is not enforced: permissions.test.ts detects a missing grant, the local platform does not.
// - A client may write attributes that its `WriteAttributes` do not name.
// - Alarms on metric math cannot be deployed; every alarm counts one metric.
// - A move sent to the task token of a stopped execution is accepted and lost. AWS answers that the task has timed out.
// - Failed asynchronous invocations do not reach the DLQ: functions.test.ts tests the configuration.
// - A function's error is named Runtime.HandlerError; on AWS it has its own name, which workflows match.
// - A stream consumer that reports failed records does not receive them again, and batches are not filled:
//   functions.test.ts tests the configuration.
// - Executions are always young: unit tests cover renewal at 300 days and restart after ten minutes, as do calls of the
//   function with the event that AWS documents.
// - After a kill it has the state that it saved last, not the one that it last answered with. After a start it treats
//   running executions as failed, and sends no event: see engine-restart.test.ts.
// - It begins an execution 150 ms after its start, and waits 50 ms for the log of a function that logs nothing.
// - SES publishes no delivery events: tests publish its notifications as SES documents them.
// - Cookies of a request arrive in their header; on AWS as a list of their own. functions/platform/pages/cookies.ts accepts both.
// - The pages for signing in are its own, at its own address and in English; `lang` is ignored, the code is always 123456 and
//   good for five minutes, wrong ones are not counted, and its mail has its own words.
// - An account without a password gets a random one, and its first sign-in asks for a new one. On AWS it has none.
// - SES knows an identity as verified at once and without DKIM records.
// - `SignUp` is not refused where only administrators may create users.
// - An SES identity that the account has already is made a second time, and removed with the stack that made it last: on
//   AWS the deployment fails, and the file says `"identity": "use"`.
// - Certificates are issued without records, and an own domain leads nowhere. stacks.test.ts tests the templates.
// - SES has no sandbox, and asks no permission on the identity of a recipient: stacks.test.ts tests the grants.
