import type { HostedSignIn } from '../people/hosted-sign-in.client.ts';
import { openRoute } from '../platform/http/authenticated-route.ts';
import type { Cookies } from '../platform/pages/cookies.ts';
import { openTexts } from '../platform/pages/frame.texts.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { SignedOutPage } from '../platform/pages/public-pages.tsx';
import { NotFoundError, NotSignedInError } from '../platform/values/errors.ts';
import { PAGES } from './console.routes.ts';

interface SessionPageDeps {
  /** URL of the console, without a trailing slash. */
  readonly consoleUrl: string;
  readonly signIn: HostedSignIn;
  readonly cookies: Cookies;
  readonly answers: PageAnswers;
}

/** The pages that begin and end a session, and the response to unknown paths. */
export const sessionPages = ({ consoleUrl, signIn, cookies, answers }: SessionPageDeps) => ({
  start: openRoute(PAGES.start, async () => answers.redirect(`${consoleUrl}/commitments`)),

  signIn: openRoute(PAGES.signIn, async (event, now) => {
    const pending = cookies.pendingSignIn(event);
    const answer = new URLSearchParams(event.rawQueryString);
    const token = pending === undefined ? undefined : await signIn.complete(answer, pending);
    const claims = token === undefined ? undefined : await signIn.claimsOf(token);
    if (pending === undefined || token === undefined || claims?.exp === undefined) {
      throw new NotSignedInError(openTexts.signInFailed);
    }
    const seconds = claims.exp - Math.floor(now.getTime() / 1000);
    // cookies.ts only accepts paths of the console.
    const address = new URL(pending.path, consoleUrl).href;
    return answers.redirect(address, [cookies.writeSession(token, seconds), cookies.clearPendingSignIn()]);
  }),

  signOut: openRoute(PAGES.signOut, async () => answers.redirect(signIn.signOutAddress, [cookies.clearSession()])),

  signedOut: openRoute(PAGES.signedOut, async () => answers.html(200, SignedOutPage())),

  unknown: openRoute(PAGES.unknown, async () => {
    throw new NotFoundError('Alamat ini tidak ada.');
  }),
});
