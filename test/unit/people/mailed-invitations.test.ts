import { describe, expect, it } from 'vitest';
import { type Mail, MailRefusedError } from '../../../functions/notifications/ses-mailer.client.ts';
import type { Invitation } from '../../../functions/people/invitations/invitations.ts';
import { MailedInvitations } from '../../../functions/people/invitations/mailed-invitations.service.ts';
import { OFFICES } from '../../builders/palopo.ts';
import { awsError, connectionLost } from '../../harness/faults.ts';

const office = OFFICES.get('bpjs-pusat');
if (office === undefined) throw new Error('no office');
const invitation: Invitation = {
  userId: '11111111-2222-3333-4444-555555555555',
  email: 'ani@example.org',
  name: 'Ani',
  role: 'official',
  invitedBy: office,
  terms: [{ office }],
};
const content = { subject: 'Undangan', html: '<p>Undangan</p>', text: 'Undangan' };

describe('sending an invitation', () => {
  it('mails the letter to the person alone', async () => {
    const mails: Mail[] = [];
    const send = async (mail: Mail) => {
      mails.push(mail);
      return 'message-1';
    };
    const sender = new MailedInvitations({ mailer: { send }, render: () => content });
    expect(await sender.send(invitation)).toBe(true);
    expect(mails).toEqual([{ ...content, letterId: `invitation_${invitation.userId}`, to: 'ani@example.org', cc: [] }]);
    // SES accepts letters, digits, `_` and `-` in tags.
    expect(mails[0]?.letterId).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['the sender is not verified', new MailRefusedError('unverified')],
    ['sending is paused', new MailRefusedError('paused')],
    ['the answer is lost', connectionLost()],
    ['SES fails', awsError('InternalServiceErrorException')],
  ])('says that it was not sent where %s', async (_, error) => {
    const mailer = { send: () => Promise.reject(error) };
    expect(await new MailedInvitations({ mailer, render: () => content }).send(invitation)).toBe(false);
  });
});
