import type { Office } from '../../offices/offices.ts';
import type { OfficeTerm, Person } from '../people.ts';

/** The content of an invitation. Personal data: never logged. */
export interface Invitation extends Pick<Person, 'userId' | 'email' | 'name' | 'role'> {
  readonly invitedBy: Office;
  /** The offices that the person holds or will hold, with their terms. */
  readonly terms: readonly [InvitedTerm, ...InvitedTerm[]];
}

export interface InvitedTerm extends Pick<OfficeTerm, 'from' | 'to'> {
  readonly office: Office;
}

/** Sends invitations. */
export interface InvitationSender {
  /** Sends an invitation. @returns whether the mail service has accepted it; trouble with mail is no error */
  send(invitation: Invitation): Promise<boolean>;
}
