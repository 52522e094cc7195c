import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { accountEnvironment } from '../../functions/platform/environment.ts';
import type { Deployment } from '../config.ts';
import type { OfficialMail } from './official-mail.ts';
import type { Users } from './users.ts';
import type { Grantee } from './wildcards.ts';

export interface AccountsProps {
  readonly deployment: Pick<Deployment, 'password'>;
  readonly users: Users;
  readonly mail: OfficialMail;
}

/** Giving people accounts and ending them: users of the pool, and invitations. The accounts themselves are in the table. */
export class Accounts extends Construct {
  /** The variables of a function that manages accounts. */
  readonly environment: z.infer<typeof accountEnvironment>;
  readonly #props: AccountsProps;

  constructor(scope: Construct, id: string, props: AccountsProps) {
    super(scope, id);
    this.#props = props;
    const { MAIL_FROM, CONFIGURATION_SET, CONSOLE_URL } = props.mail.environment;
    const { password } = props.deployment;
    this.environment = {
      USER_POOL_ID: props.users.pool.userPoolId,
      MAIL_FROM,
      CONFIGURATION_SET,
      CONSOLE_URL,
      ...(password === undefined ? {} : { ACCOUNT_PASSWORD: password }),
    };
  }

  /** May let addresses sign in and end that, and send invitations. */
  grantManage(grantee: Grantee): Grant {
    const { deployment, users, mail } = this.#props;
    const names = ['AdminCreateUser', 'AdminGetUser', 'AdminEnableUser', 'AdminDisableUser'];
    if (deployment.password !== undefined) names.push('AdminSetUserPassword');
    return Grant.addToPrincipal({
      grantee,
      actions: names.map((name) => `cognito-idp:${name}`),
      resourceArns: [users.pool.userPoolArn],
    }).combine(mail.grantSend(grantee));
  }
}
