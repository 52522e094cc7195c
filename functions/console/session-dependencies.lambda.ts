import type * as z from 'zod';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { CognitoSignIn } from '../people/hosted-sign-in.client.ts';
import { actorOf, type SignedIn, userIdOf } from '../people/load-actor.service.ts';
import { TablePeopleStore } from '../people/people.store.ts';
import { Sessions } from '../people/sessions.service.ts';
import { TableSessionStore } from '../people/sessions.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import type { lambdaEnvironment, sessionEnvironment } from '../platform/environment.ts';
import { CsrfTokens } from '../platform/forms/csrf-tokens.ts';
import { TableFormSecret } from '../platform/forms/form-secret.store.ts';
import { TableLostPosts } from '../platform/forms/lost-posts.store.ts';
import { LostPosts } from '../platform/forms/lost-posts.ts';
import type { HttpEvent } from '../platform/http/http-handler.ts';
import { namedOffice } from '../platform/http/idempotency-key.ts';
import { Cookies } from '../platform/pages/cookies.ts';
import { Entrance } from '../platform/pages/entrance.ts';
import { PageAnswers } from '../platform/pages/page-answers.ts';
import { Table } from '../platform/table.ts';
import { problemPageWith } from './problem.pages.ts';

/** Dependencies of functions that accept the console's session. */
export function sessionDependencies(
  environment: z.infer<typeof sessionEnvironment>,
  { AWS_REGION, AWS_ENDPOINT_URL }: z.infer<typeof lambdaEnvironment>,
) {
  const table = new Table(dynamodb, environment.TABLE_NAME);
  const consoleUrl = environment.CONSOLE_URL;
  // A custom AWS endpoint also serves the hosted page.
  const signInUrl = AWS_ENDPOINT_URL ?? environment.SIGN_IN_URL;
  const signIn = new CognitoSignIn({
    region: AWS_REGION,
    userPoolId: environment.USER_POOL_ID,
    clientId: environment.USER_POOL_CLIENT_ID,
    signInUrl,
    callbackUrl: `${consoleUrl}/sign-in`,
    signedOutUrl: `${consoleUrl}/signed-out`,
    endpoint: AWS_ENDPOINT_URL,
  });
  const offices = new TableOfficeStore(table, () => Date.now());
  const people = new TablePeopleStore(table);
  const sessions = new Sessions({ sessions: new TableSessionStore(table), people, pool: signIn });
  const cookies = new Cookies(consoleUrl.startsWith('https:'));
  const responsible = { name: environment.RESPONSIBLE_NAME, email: environment.RESPONSIBLE_EMAIL };
  const answers = new PageAnswers(signInUrl, responsible);

  /** The actor of the session that the browser names; undefined without one, or if it has ended. */
  async function actorOfSession(event: HttpEvent, now: Date): Promise<SignedIn | undefined> {
    const key = cookies.session(event);
    const found = key === undefined ? undefined : await sessions.load(key, now);
    return found === undefined ? undefined : await actorOf(found.person, { named: namedOffice(event), now, offices });
  }

  return {
    table,
    people,
    commitments: new TableCommitmentStore(table),
    calendars: new TableCalendarStore(table, () => Date.now()),
    forums: new TableForumStore(table),
    offices,
    consoleUrl,
    signIn,
    cookies,
    responsible,
    answers,
    frame: {
      origin: new URL(consoleUrl).origin,
      csrf: new CsrfTokens(new TableFormSecret(table)),
      lostPosts: new LostPosts({ store: new TableLostPosts(table), cookies }),
      answers,
    },
    sessions,
    entrance: new Entrance(consoleUrl, answers),
    actorOfSession,
    problemPage: problemPageWith({ loadActor: (event) => actorOfSession(event, new Date()), offices, answers }),
    /** The actor with the claims of a token. */
    actorWith: async (claims: unknown, event: HttpEvent, now: Date) =>
      await actorOf(await people.get(userIdOf(claims)), { named: namedOffice(event), now, offices }),
  };
}
