import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { fromEnv } from '@aws-sdk/credential-provider-env';

// Lambda gives credentials in the environment; the other providers of the default chain stay out of the bundle.
// Pure, all of it, so that a bundle leaves out the client that its function does not use.
const shared = {
  credentials: /* @__PURE__ */ fromEnv(),
  // A call that hangs is cut off well before the function's own time is up, so that its caller hears of it.
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

/** The client for the table. */
export const dynamodb = /* @__PURE__ */ new DynamoDBClient(shared);

/** The client for state machines. */
export const sfn = /* @__PURE__ */ new SFNClient(shared);
