import type { HostedSignIn } from '../people/hosted-sign-in.client.ts';
import { userIdOf } from '../people/load-actor.service.ts';
import type { Sessions } from '../people/sessions.service.ts';
import { openRoute } from '../platform/http/authenticated-route.ts';
import type { HttpEvent } from '../platform/http/http-handler.ts';
import type { Cookies } from '../platform/pages/cookies.ts';
import type { Entrance } from '../platform/pages/entrance.ts';
import { openTexts } from '../platform/pages/frame.texts.ts';
import { refuseOtherOrigins } from '../platform/pages/own-origin.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { SignedOutPage } from '../platform/pages/public-pages.tsx';
import { NotFoundError, NotSignedInError } from '../platform/values/errors.ts';
import { PAGES } from './console.routes.ts';
import { EnterPage, OWN_DEVICE } from './enter.pages.tsx';

interface SessionPageDeps {
  readonly signIn: Pick<HostedSignIn, 'begin' | 'complete' | 'signOutAddress'> & {
    claimsOf(idToken: string): Promise<unknown>;
  };
  readonly sessions: Pick<Sessions, 'begin' | 'load' | 'end'>;
  readonly cookies: Cookies;
  readonly entrance: Entrance;
  readonly answers: PageAnswers;
}

/** The pages that begin and end a session, and the response to unknown paths. */
export const sessionPages = ({ signIn, sessions, cookies, entrance, answers }: SessionPageDeps) => ({
  root: openRoute(PAGES.root, async () => entrance.leadOn('/console/commitments')),

  start: openRoute(PAGES.start, async () => entrance.leadOn('/console/commitments')),

  enter: openRoute(PAGES.enter, async (event, now) => {
    const session = cookies.session(event);
    const isSignedIn = session !== undefined && (await sessions.load(session, now)) !== undefined;
    if (isSignedIn) return entrance.leadOn(entrance.wantedBy(event));
    const { rawPath, rawQueryString } = event;
    return answers.html(200, EnterPage({ action: rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}` }));
  }),

  beginSignIn: openRoute(PAGES.beginSignIn, async (event, now) => {
    refuseOtherOrigins(event);
    const { address, ...pending } = await signIn.begin();
    const asked = { path: entrance.wantedBy(event), isOwnDevice: formOf(event).has(OWN_DEVICE) };
    return answers.redirect(address, cookies.writePendingSignIn(event, { ...pending, ...asked }, now));
  }),

  signIn: openRoute(PAGES.signIn, async (event, now) => {
    const answer = new URLSearchParams(event.rawQueryString);
    const pending = cookies.pendingSignIn(event, answer.get('state'));
    const tokens = pending === undefined ? undefined : await signIn.complete(answer, pending);
    const claims = tokens === undefined ? undefined : await signIn.claimsOf(tokens.idToken);
    if (pending === undefined || tokens === undefined || claims === undefined) {
      throw new NotSignedInError(openTexts.signInFailed);
    }
    const { isOwnDevice, path } = pending;
    const user = { userId: userIdOf(claims), refreshToken: tokens.refreshToken, isOwnDevice };
    const { key, seconds } = await sessions.begin(user, now);
    const before = cookies.session(event);
    if (before !== undefined) await sessions.end(before);
    return entrance.leadOn(path, [cookies.writeSession(key, seconds), cookies.clearPendingSignIn(pending)]);
  }),

  signOut: openRoute(PAGES.signOut, async (event) => {
    refuseOtherOrigins(event);
    const session = cookies.session(event);
    if (session !== undefined) await sessions.end(session);
    // The hosted page has a session of its own, which would let the next visitor in without a code.
    return answers.redirect(signIn.signOutAddress, [cookies.clearSession()]);
  }),

  signedOut: openRoute(PAGES.signedOut, async () => answers.html(200, SignedOutPage())),

  unknown: openRoute(PAGES.unknown, async () => {
    throw new NotFoundError('Alamat ini tidak ada.');
  }),
});

function formOf({ body = '', isBase64Encoded }: HttpEvent): URLSearchParams {
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
}
