import type { OfficeStore } from '../../functions/offices/offices.store.ts';
import { type Office, office } from '../../functions/offices/offices.ts';
import type { DeliverInvitation } from '../../functions/people/invitations/deliver-invitation.service.ts';
import type { InvitePerson } from '../../functions/people/invitations/invite-person.service.ts';
import type { PeopleStore } from '../../functions/people/people.store.ts';
import { newPerson, type Person } from '../../functions/people/people.ts';
import type { UserPool } from '../../functions/people/user-pool.client.ts';
import { InputRefusedError } from '../../functions/platform/values/errors.ts';
import { parsed } from '../../functions/platform/values/parsing.ts';
import type { Deployment } from '../config.ts';
import { CommandRefusedError } from './command-refused.ts';

export interface FirstAdministratorDeps {
  readonly offices: Pick<OfficeStore, 'get' | 'create'>;
  readonly people: Pick<PeopleStore, 'findByEmail'>;
  readonly userPool: Pick<UserPool, 'admit'>;
  readonly invitePerson: InvitePerson;
  readonly deliverInvitation: DeliverInvitation;
}

export interface FirstAdministratorRequest {
  readonly deployment: Pick<Deployment, 'adminOffice' | 'responsible'>;
  readonly email: string;
  readonly name: string;
  /** Name of the head office, if it is to be made. */
  readonly officeName: string;
  readonly now: Date;
}

/**
 * Makes the head office if there is none, and gives a person an account as its administrator, who can invite everybody
 * else. Repeated, it changes nothing, but sends an invitation that was not sent.
 * @throws CommandRefusedError the address cannot get an account, or has one with another role
 */
export async function makeAdministrator(
  { offices, people, userPool, invitePerson, deliverInvitation }: FirstAdministratorDeps,
  { deployment, email, name, officeName, now }: FirstAdministratorRequest,
): Promise<{ readonly office: Office; readonly isOfficeNew: boolean; readonly person: Person }> {
  return await inOneLine(async () => {
    const { adminOffice: officeId } = deployment;
    const invited = parsed(newPerson, { email, name, role: 'admin', offices: [{ officeId }] });
    const known = await people.findByEmail(invited.email);
    if (known !== undefined && known.endedAt === undefined && known.role !== 'admin') {
      const how = `an administrator changes it by PUT /people/${known.userId}`;
      throw new CommandRefusedError(`${email} has an account with the role ${known.role}: ${how}.`);
    }
    const existing = await offices.get(officeId);
    const head = existing ?? parsed(office, headOffice(deployment, officeName));
    if (existing === undefined) {
      if (head.email.toLowerCase() === invited.email) throw new CommandRefusedError(readBySeveral(email));
      await offices.create(head);
    }
    const isOfficeNew = existing === undefined;
    if (known === undefined || known.endedAt !== undefined) {
      return { office: head, isOfficeNew, person: await invitePerson({ invited, by: officeId, now }) };
    }
    await userPool.admit(known.email);
    const person = known.invitedAt === undefined ? await deliverInvitation(known, officeId, now) : known;
    return { office: head, isOfficeNew, person };
  });
}

/** An administrator completes it by PUT /offices/{officeId}. Its letters go to those who answer for the platform. */
function headOffice({ adminOffice, responsible }: Pick<Deployment, 'adminOffice' | 'responsible'>, name: string) {
  return {
    officeId: adminOffice,
    name,
    kind: 'bpjs-head-office',
    region: null,
    serves: ['*'],
    timeZone: 'Asia/Jakarta',
    escalatesTo: null,
    email: responsible.email,
  };
}

const readBySeveral = (email: string) =>
  `${email} is the address of the office's letters ("responsible" in the file), which several people read: write the address of one person.`;

async function inOneLine<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof InputRefusedError) throw new CommandRefusedError(error.message);
    throw error;
  }
}
