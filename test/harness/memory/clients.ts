import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { asSent, inPlainValues } from './document-calls.ts';

/** Answers a request of an AWS API, by its action (`GetItem`) and its input. */
export type Answering = (action: string, input: unknown) => Promise<object>;

const nowhere = { region: 'xx-nowhere-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
const inFront = { step: 'initialize', name: 'answerFromMemory', override: true, priority: 'low' } as const;
/**
 * Answers the client's calls before the SDK signs, sends or retries them. The calls are those of the document client;
 * `answer` gets attribute values, as DynamoDB would.
 */
export function answerDynamodb(client: DynamoDBClient, answer: Answering): DynamoDBClient {
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => ({
        response: {},
        output: { $metadata: {}, ...inPlainValues(await answer(actionOf(commandName), asSent(input))) },
      }),
    inFront,
  );
  return client;
}

/** The same for Step Functions. */
export function answerStepFunctions(client: SFNClient, answer: Answering): SFNClient {
  client.middlewareStack.add(
    (_next, { commandName }) =>
      async ({ input }) => ({
        response: {},
        output: { $metadata: {}, ...(await answer(actionOf(commandName), input)) },
      }),
    inFront,
  );
  return client;
}

/** A client without access to any network. */
export function dynamodbAnswering(answer: Answering): DynamoDBClient {
  return answerDynamodb(new DynamoDBClient(nowhere), answer);
}

/** The same for Step Functions. */
export function stepFunctionsAnswering(answer: Answering): SFNClient {
  return answerStepFunctions(new SFNClient(nowhere), answer);
}

function actionOf(commandName: string | undefined): string {
  return (commandName ?? '').replace(/Command$/, '');
}
