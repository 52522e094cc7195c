import { logger } from '../../platform/logger.ts';
import type { Invitation, InvitationSender } from './invitations.ts';

interface Rendered {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

interface MailedInvitationsDeps {
  /** The mail service. A refusal may say its `reason`. */
  readonly mailer: {
    send(
      mail: Rendered & { readonly letterId: string; readonly to: string; readonly cc: readonly string[] },
    ): Promise<unknown>;
  };
  readonly render: (invitation: Invitation) => Rendered;
}

/** Mails invitations. They are in no outbox: who got none is invited again by a person. */
export class MailedInvitations implements InvitationSender {
  readonly #deps: MailedInvitationsDeps;
  constructor(deps: MailedInvitationsDeps) {
    this.#deps = deps;
  }

  async send(invitation: Invitation): Promise<boolean> {
    const { mailer, render } = this.#deps;
    const { userId, email } = invitation;
    const content = render(invitation);
    try {
      await mailer.send({ letterId: `invitation_${userId}`, to: email, cc: [], ...content });
      return true;
    } catch (error) {
      logger.warn('invitation not sent', { userId, because: reasonOf(error) });
      return false;
    }
  }
}

/** Not the message, in which SES names addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'reason' in error ? String(error.reason) : error.name;
}
