import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';

// Pure, so that a bundle leaves out the client that its function does not use.
const shared = {
  // A call that hangs is cut off well before the function's own time is up, so that its caller hears of it.
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

/** The client for the table. */
export const dynamodb = /* @__PURE__ */ new DynamoDBClient(shared);

/** The client for state machines. */
export const sfn = /* @__PURE__ */ new SFNClient(shared);
