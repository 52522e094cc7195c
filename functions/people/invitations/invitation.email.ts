import { rendered } from '../../notifications/emails/letter.email.tsx';
import { type Links, languageOf, type Rendered } from '../../notifications/emails/letter-view.email.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import { INVITATION_TEXTS } from './invitation.texts.ts';
import type { Invitation } from './invitations.ts';

/** The letter by which a person learns of the account, in the language of the office. */
export function renderInvitation({ name, role, invitedBy, terms }: Invitation, { consoleUrl }: Links): Rendered {
  const [{ office }] = terms;
  const { language, texts } = languageOf(office);
  const invitation = INVITATION_TEXTS[language];
  const inviter = oneLine(invitedBy.name);
  const day = (date: string | undefined) => (date === undefined ? undefined : dayInWords(date, language));
  return rendered({
    language,
    fact: invitation.fact(oneLine(office.name)),
    to: texts.to(oneLine(name)),
    opening: [
      invitation.opening(inviter, role),
      ...terms.map((term) => invitation.term(oneLine(term.office.name), day(term.from), day(term.to))),
      invitation.what,
      invitation.code,
    ],
    links: [
      { text: invitation.signIn, href: consoleUrl },
      { text: invitation.privacy, href: consoleUrl.replace(/\/console$/, '/privacy') },
    ],
    parts: [],
    following: [invitation.following],
    why: invitation.why(inviter),
    notes: [invitation.automatic],
    home: consoleUrl,
  });
}
