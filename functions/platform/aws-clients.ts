import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';

// Marked pure so that bundlers drop an unused client.
const shared = {
  // Time out well before the Lambda function does, so that the caller gets an answer.
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

export const dynamodb = /* @__PURE__ */ new DynamoDBClient(shared);

export const sfn = /* @__PURE__ */ new SFNClient(shared);

export const cognito = /* @__PURE__ */ new CognitoIdentityProviderClient(shared);
