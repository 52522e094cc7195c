import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import { stacks } from './under-test.ts';

// Direct access to the platform under test, as the account's root user.
const root = {
  endpoint: stacks().engineUrl,
  region: REGION,
  credentials: { accessKeyId: ACCOUNT, secretAccessKey: SECRET },
};

export const cognito = new CognitoIdentityProviderClient(root);
export const dynamodb = new DynamoDBClient(root);
export const ses = new SESv2Client(root);
export const sfn = new SFNClient(root);
export const ssm = new SSMClient(root);
