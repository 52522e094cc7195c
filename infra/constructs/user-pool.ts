import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ROLES, type Role } from '../../functions/people/actors.ts';
import type { Deployment } from '../config.ts';

const GROUP_IDS = {
  official: 'OfficialGroup',
  auditor: 'AuditorGroup',
  admin: 'AdminGroup',
} as const satisfies Record<Role, string>;

/** The users. An administrator creates each one and assigns its office. */
export class UserPool extends Construct {
  readonly pool: cognito.UserPool;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'keepsData'>) {
    super(scope, id);
    this.pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      customAttributes: { office: new cognito.StringAttribute({ mutable: true, maxLen: 128 }) },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'A second factor is offered, not required: an office without one would be locked out of its own commitments.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'The Plus plan charges for every user each month. Sign-up is closed, passwords are long, and failures are throttled.',
      },
    );
    for (const role of ROLES) {
      new cognito.UserPoolGroup(this, GROUP_IDS[role], { userPool: this.pool, groupName: role });
    }
  }
}
