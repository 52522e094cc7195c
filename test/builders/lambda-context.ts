import type { Context } from 'aws-lambda';

export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'serve-api',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:ap-southeast-3:000000000000:function:serve-api',
  memoryLimitInMB: '512',
  awsRequestId: 'lambda-request',
  logGroupName: 'serve-api',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
