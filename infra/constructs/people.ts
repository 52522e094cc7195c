import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment, LogKeeping } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Console } from './console.ts';
import type { HttpApi } from './http-api.ts';
import type { OfficialMail } from './official-mail.ts';
import { ServiceFunction } from './service-function.ts';
import type { Users } from './users.ts';

export interface PeopleProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'password'>;
  readonly api: HttpApi;
  readonly users: Users;
  /** Its session is valid for the pages of people as well. */
  readonly console: Console;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
}

/** The accounts: the only function that may let somebody sign in, and end that. */
export class People extends Construct {
  constructor(scope: Construct, id: string, { deployment, api, users, console, commitments, mail }: PeopleProps) {
    super(scope, id);
    const { password } = deployment;
    const { MAIL_FROM, CONFIGURATION_SET } = mail.environment;
    const servePeople = new ServiceFunction(this, 'ServePeople', {
      name: 'servePeople',
      deployment,
      environment: {
        ...console.environment,
        MAIL_FROM,
        CONFIGURATION_SET,
        ...(password === undefined ? {} : { ACCOUNT_PASSWORD: password }),
      },
      errorImpact: 'Nobody can be invited, and nobody’s access can be ended.',
    });
    commitments.grantReadPlaces(servePeople);
    commitments.grantKeepAccounts(servePeople);
    commitments.grantKeepSessions(servePeople);
    commitments.grantKeepForms(servePeople);
    const actions = ['AdminCreateUser', 'AdminGetUser', 'AdminEnableUser', 'AdminDisableUser'];
    if (password !== undefined) actions.push('AdminSetUserPassword');
    Grant.addToPrincipal({
      grantee: servePeople,
      actions: actions.map((action) => `cognito-idp:${action}`),
      resourceArns: [users.pool.userPoolArn],
    });
    mail.grantSend(servePeople);
    api.addPeople(servePeople);
  }
}
