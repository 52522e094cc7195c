import type * as z from 'zod';
import { MailedInvitations } from '../notifications/invitation-sender.service.ts';
import { SesMailer } from '../notifications/ses-mailer.client.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { cognito } from '../platform/aws-clients.ts';
import type { accountEnvironment, lambdaEnvironment } from '../platform/environment.ts';
import { changePersonWith, endAccessWith } from './change-person.service.ts';
import { deliverInvitationWith } from './invitations/deliver-invitation.service.ts';
import { renderInvitation } from './invitations/invitation.email.ts';
import { invitePersonWith, resendInvitationWith } from './invitations/invite-person.service.ts';
import type { PeopleStore } from './people.store.ts';
import { CognitoUserPool } from './user-pool.client.ts';

/** The use cases of accounts, for functions that manage people. */
export function accountDependencies(
  environment: z.infer<typeof accountEnvironment>,
  { AWS_REGION, AWS_ENDPOINT_URL }: z.infer<typeof lambdaEnvironment>,
  { people, offices }: { readonly people: PeopleStore; readonly offices: OfficeStore },
) {
  const { CONSOLE_URL: consoleUrl, CONFIGURATION_SET, MAIL_FROM, USER_POOL_ID, ACCOUNT_PASSWORD } = environment;
  const mailer = new SesMailer(MAIL_FROM, CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
  const userPool = new CognitoUserPool(cognito, USER_POOL_ID, ACCOUNT_PASSWORD);
  const sender = new MailedInvitations({
    mailer,
    render: (invitation) => renderInvitation(invitation, { consoleUrl }),
  });
  const deliverInvitation = deliverInvitationWith({ people, offices, sender });
  const inviting = { people, offices, userPool, deliverInvitation };
  return {
    invitePerson: invitePersonWith(inviting),
    resendInvitation: resendInvitationWith(inviting),
    changePerson: changePersonWith({ people, offices }),
    endAccess: endAccessWith({ people, offices, userPool }),
  };
}
