import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type * as z from 'zod';
import { logger } from './logger.ts';
import { InputRefusedError } from './values/errors.ts';

/**
 * The middleware stack for Lambda functions that a workflow, rule or schedule invokes: log context and a parsed input.
 * Errors keep their names, which workflows match.
 * @throws InputRefusedError the input does not match the schema; a retry cannot succeed
 */
export function task<Input extends z.ZodType, Result>(
  input: Input,
  handle: (input: z.output<Input>, now: Date) => Promise<Result>,
) {
  return middy<unknown, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({
      onError: ({ error }) => {
        logger.error('task failed', { error });
      },
    })
    .handler(async (event) => {
      const parsed = input.safeParse(event);
      if (parsed.success) return await handle(parsed.data, new Date());
      const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
      throw new InputRefusedError(problems);
    });
}
