import type { Context } from 'aws-lambda';
import { Log } from './log.ts';

/** The structured log of a task. Ids, versions and outcomes go in; names, addresses and texts of people never do. */
export const taskLogger = new Log();

let isColdStart = true;

/** The middleware that begins the log of an invocation. */
export const logContext = {
  before: ({ context }: { readonly context: Pick<Context, 'awsRequestId'> }): void => {
    taskLogger.begin({ invocation: context.awsRequestId, isColdStart });
    isColdStart = false;
  },
};
