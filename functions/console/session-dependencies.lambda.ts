import type * as z from 'zod';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { CognitoSignIn } from '../people/hosted-sign-in.client.ts';
import { actorOf, userIdOf } from '../people/load-actor.service.ts';
import { TablePeopleStore } from '../people/people.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import type { lambdaEnvironment, sessionEnvironment } from '../platform/environment.ts';
import { CsrfTokens } from '../platform/forms/csrf-tokens.ts';
import { TableFormSecret } from '../platform/forms/form-secret.store.ts';
import { TableLostPosts } from '../platform/forms/lost-posts.store.ts';
import { LostPosts } from '../platform/forms/lost-posts.ts';
import type { HttpEvent } from '../platform/http/http-handler.ts';
import { namedOffice } from '../platform/http/idempotency-key.ts';
import { Cookies } from '../platform/pages/cookies.ts';
import { PageAnswers } from '../platform/pages/page-answers.ts';
import { Session } from '../platform/pages/session.ts';
import { Table } from '../platform/table.ts';
import { PAGES } from './console.routes.ts';

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
  const cookies = new Cookies(consoleUrl.startsWith('https:'), PAGES.start.path);
  const answers = new PageAnswers(signInUrl, responsibleIn(environment));
  return {
    table,
    commitments: new TableCommitmentStore(table),
    calendars: new TableCalendarStore(table, () => Date.now()),
    forums: new TableForumStore(table),
    offices,
    consoleUrl,
    signIn,
    cookies,
    answers,
    session: new Session({ signIn, cookies, answers }),
    frame: {
      origin: new URL(consoleUrl).origin,
      csrf: new CsrfTokens(new TableFormSecret(table)),
      lostPosts: new LostPosts({ store: new TableLostPosts(table), cookies }),
      answers,
    },
    /** The actor with the claims of a token; undefined without a token. */
    actorWith: async (claims: unknown, event: HttpEvent, now: Date) => {
      if (claims === undefined) return undefined;
      return await actorOf(await people.get(userIdOf(claims)), { named: namedOffice(event), now, offices });
    },
  };
}

function responsibleIn({ RESPONSIBLE_NAME: name, RESPONSIBLE_EMAIL: email }: z.infer<typeof sessionEnvironment>) {
  return name === undefined || email === undefined ? undefined : { name, email };
}
