import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import type { Office } from '../../functions/offices/offices.ts';
import { changePersonWith, endAccessWith } from '../../functions/people/change-person.service.ts';
import {
  deliverInvitationWith,
  redeliverInvitationWith,
} from '../../functions/people/invitations/deliver-invitation.service.ts';
import type { Invitation } from '../../functions/people/invitations/invitations.ts';
import { invitePersonWith, resendInvitationWith } from '../../functions/people/invitations/invite-person.service.ts';
import { actorOf } from '../../functions/people/load-actor.service.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import type { Person } from '../../functions/people/people.ts';
import { Table } from '../../functions/platform/table.ts';
import { OFFICES } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { TABLE_NAME } from './table-harness.ts';

export const NOW = new Date('2026-03-10T02:00:00Z');

/** The use cases of accounts over a table in memory, a user pool and a mail service that remember. */
export class PeopleHarness {
  readonly table = new MemoryTable();
  /** The users of the pool: whether each may sign in. */
  readonly pool = new Map<string, { readonly userId: string; isEnabled: boolean }>();
  readonly invitations: Invitation[] = [];
  /** Whether the mail service accepts letters. */
  isMailAccepted = true;

  /** A harness with the example offices. */
  static async furnished(): Promise<PeopleHarness> {
    const harness = new PeopleHarness();
    const { offices } = harness.process();
    for (const office of OFFICES.values()) await offices.create(office);
    return harness;
  }

  /** A process with its own clients. */
  process(faults = new Faults()) {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => answerOf(this.table, action, input)),
    );
    const table = new Table(client, TABLE_NAME);
    const people = new TablePeopleStore(table);
    const offices = new TableOfficeStore(table, () => 0);
    const userPool = {
      admit: (email: string) =>
        faults.around({ service: 'cognito', action: 'admit', input: email }, async () => this.#admit(email)),
      disable: (email: string) =>
        faults.around({ service: 'cognito', action: 'disable', input: email }, async () => {
          const user = this.pool.get(email);
          if (user !== undefined) user.isEnabled = false;
        }),
    };
    const sender = {
      send: (invitation: Invitation) =>
        faults.around({ service: 'ses', action: 'send', input: invitation }, async () => {
          if (this.isMailAccepted) this.invitations.push(invitation);
          return this.isMailAccepted;
        }),
    };
    const mail = { people, offices, sender };
    const deps = { people, offices, userPool, deliverInvitation: deliverInvitationWith(mail) };
    return {
      ...deps,
      table,
      invitePerson: invitePersonWith(deps),
      resendInvitation: resendInvitationWith({ people, userPool, redeliverInvitation: redeliverInvitationWith(mail) }),
      changePerson: changePersonWith(deps),
      endAccess: endAccessWith(deps),
    };
  }

  /** Writes an account with a user of the pool. */
  async account(fields: Pick<Person, 'email' | 'role' | 'offices'> & Partial<Person>): Promise<Person> {
    const account = { name: 'Ibu Contoh', version: 1, ...fields, userId: this.#admit(fields.email) };
    if (!(await this.process().people.save({ after: account }))) throw new Error(`${fields.email} exists`);
    return account;
  }

  /** The actor of an account, read as requests do. */
  async actor({ userId }: Pick<Person, 'userId'>, named?: Office['officeId']) {
    const { people, offices } = this.process();
    return await actorOf(await people.get(userId), { named, now: NOW, offices });
  }

  #admit(email: string): string {
    const user = this.pool.get(email) ?? { userId: `sub-of-${email.replaceAll(/\W/g, '-')}`, isEnabled: true };
    user.isEnabled = true;
    this.pool.set(email, user);
    return user.userId;
  }
}
