import * as z from 'zod';
import { platform } from './under-test.ts';

const mail = z.object({
  MessageId: z.string(),
  Source: z.string(),
  To: z.array(z.string()),
  CC: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string(),
  BodyHtml: z.string(),
});
const inbox = z.object({ messages: z.record(z.string(), z.array(mail)) });

export type ReceivedMail = z.infer<typeof mail>;

/** All mails to an address that contain a text, in the order of sending. */
export async function mailsTo(address: string, saying: string): Promise<readonly ReceivedMail[]> {
  const answer = await fetch(platform().mailInboxUrl);
  const mails = Object.values(inbox.parse(await answer.json()).messages).flat();
  return mails.filter(({ To, BodyText }) => To.includes(address) && BodyText.includes(saying));
}
