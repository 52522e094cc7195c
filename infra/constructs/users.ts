import { type IUserPool, type IUserPoolClient, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Published } from './published.ts';

/** The users as functions and the gateway see them: by the published names of the pool and of its clients. */
export class Users extends Construct {
  readonly pool: IUserPool;
  /** The client of programs and scripts. */
  readonly client: IUserPoolClient;
  /** The client of pages. */
  readonly consoleClient: IUserPoolClient;
  /** Address of the sign-in page, without a trailing slash. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, published: Published) {
    super(scope, id);
    this.pool = UserPool.fromUserPoolId(this, 'Pool', published.of('user-pool-id'));
    this.client = UserPoolClient.fromUserPoolClientId(this, 'Client', published.of('user-pool-client-id'));
    this.consoleClient = UserPoolClient.fromUserPoolClientId(this, 'ConsoleClient', published.of('console-client-id'));
    this.signInUrl = published.of('sign-in-url');
  }
}
