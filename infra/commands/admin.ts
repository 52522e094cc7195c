import { parseArgs } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import { deliverInvitationWith } from '../../functions/people/invitations/deliver-invitation.service.ts';
import type { Invitation } from '../../functions/people/invitations/invitations.ts';
import { invitePersonWith } from '../../functions/people/invitations/invite-person.service.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { CognitoUserPool } from '../../functions/people/user-pool.client.ts';
import { Table } from '../../functions/platform/table.ts';
import { awsOf } from './aws-of-deployment.ts';
import { CommandRefusedError, runCommandOf } from './command-refused.ts';
import { commandLineOf } from './deployment-argument.ts';
import { makeAdministrator } from './first-administrator.ts';
import { invitationLetter } from './invitation-letter.ts';
import { PublishedValues } from './published-values.ts';

// npm run admin -- <deployment> <address> [--name <name>] [--office-name <name>]: the first administrator, and the head
// office if there is none.

const OPTIONS = { name: { type: 'string' }, 'office-name': { type: 'string' } } as const;

await runCommandOf(async (args) => {
  const { deployment, rest } = commandLineOf(args);
  const { email, name, officeName } = requestIn(rest);
  const aws = awsOf(deployment);
  const published = new PublishedValues(new SSMClient(aws), deployment);
  const consoleUrl = await published.of('console-url');
  const table = new Table(new DynamoDBClient(aws), await published.of('table-name'));
  const poolId = await published.of('user-pool-id');

  const offices = new TableOfficeStore(table, () => Date.now());
  const people = new TablePeopleStore(table);
  const userPool = new CognitoUserPool(new CognitoIdentityProviderClient(aws), poolId, deployment.password);
  const render = await invitationLetter();
  const ses = new SESv2Client({ ...aws, maxAttempts: 1 });
  const sender = {
    send: async (invitation: Invitation) =>
      await isSent(ses, deployment.mail.from, invitation.email, render(invitation, { consoleUrl })),
  };
  const deliverInvitation = deliverInvitationWith({ people, offices, sender });
  const invitePerson = invitePersonWith({ people, offices, userPool, deliverInvitation });

  const { office, isOfficeNew, person } = await makeAdministrator(
    { offices, people, userPool, invitePerson, deliverInvitation },
    {
      deployment,
      email,
      name: name ?? 'Administrator Tuntas',
      officeName: officeName ?? deployment.responsible.name,
      now: new Date(),
    },
  );
  if (isOfficeNew) console.log(`${office.officeId} is made: ${office.name}; its letters go to ${office.email}.`);
  console.log(`${person.email} is an administrator of ${office.officeId}, and signs in at ${consoleUrl}.`);
  if (person.invitedAt === undefined) {
    console.log('The invitation was not sent: tell the person, or run this again once mail.verified is true.');
  } else console.log(`The invitation was sent at ${person.invitedAt}.`);
});

function requestIn(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [email, ...more] = positionals;
    if (email !== undefined && more.length === 0) {
      return { email, name: values.name, officeName: values['office-name'] };
    }
  } catch {
    // The command line is wrong, which the next line tells.
  }
  throw new CommandRefusedError(
    'Write one address: npm run admin -- <deployment> <address> [--name "<name>"] [--office-name "<name>"].',
  );
}

/** Sends a letter. What SES refuses is said, and is no failure of the command. */
async function isSent(
  ses: SESv2Client,
  from: string,
  to: string,
  { subject, html, text }: { readonly subject: string; readonly html: string; readonly text: string },
): Promise<boolean> {
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const content = { Simple: { Subject: part(subject), Body: { Html: part(html), Text: part(text) } } };
  const letter = { FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content: content };
  try {
    await ses.send(new SendEmailCommand(letter));
    return true;
  } catch (error) {
    if (!(error instanceof SESv2ServiceException)) throw error;
    console.log(`SES does not send: ${error.message}`);
    return false;
  }
}
