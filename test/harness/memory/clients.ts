import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { inPlainValues, isDocumentCall } from '../../support/memory/document-calls.ts';

/** Answers a request of an AWS API, by its action (`GetItem`) and its input. */
export type Answering = (action: string, input: unknown) => Promise<object>;

const nowhere = { region: 'xx-nowhere-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
const inFront = { step: 'initialize', name: 'answerFromMemory', override: true, priority: 'low' } as const;
// Behind the document client's marshalling, so that what answers sees attribute values as DynamoDB would.
const marshalled = { ...inFront, step: 'serialize' } as const;

/** Lets a client of the SDK be answered here, before anything is signed or sent: nothing of the SDK retries. */
export function answerDynamodb(client: DynamoDBClient, answer: Answering): DynamoDBClient {
  client.middlewareStack.add((_next, context) => {
    return async ({ input }) => {
      const answered = await answer(actionOf(context.commandName), input);
      return {
        response: {},
        output: { $metadata: {}, ...(isDocumentCall(context) ? inPlainValues(answered) : answered) },
      };
    };
  }, marshalled);
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

/** A client that can reach nothing but what answers here. */
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
