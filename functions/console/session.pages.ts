import { openTexts } from '../commitments/page/page-texts-id.texts.ts';
import { NotSignedInError } from '../platform/http/problems.ts';
import { cookies, html, openPage, redirect } from '../platform/pages/page-answers.ts';
import { SignedOutPage } from '../platform/pages/public-pages.tsx';
import { NotFoundError } from '../platform/values/errors.ts';
import { PAGES } from './console.routes.ts';
import { consoleUrl, services } from './console-dependencies.lambda.ts';

/** The pages around a session: coming in, going out, and addresses that are none. */
export const sessionPages = [
  openPage(PAGES.start, async () => redirect(`${consoleUrl}/commitments`)),

  openPage(PAGES.signIn, async (event) => {
    const begun = cookies.begun(event);
    const answer = new URLSearchParams(event.rawQueryString);
    const token = begun === undefined ? undefined : await services.signIn.complete(answer, begun);
    const claims = token === undefined ? undefined : await services.signIn.claimsOf(token);
    if (begun === undefined || token === undefined || claims?.exp === undefined) {
      throw new NotSignedInError(openTexts.signInFailed);
    }
    const seconds = claims.exp - Math.floor(Date.now() / 1000);
    // The path is one of ours: see cookies.ts.
    const address = new URL(begun.path, consoleUrl).href;
    return redirect(address, [cookies.keepSession(token, seconds), cookies.forgetBegun()]);
  }),

  openPage(PAGES.signOut, async () => redirect(services.signIn.signOutAddress, [cookies.forgetSession()])),

  openPage(PAGES.signedOut, async () => html(200, SignedOutPage())),

  openPage(PAGES.unknown, async () => {
    throw new NotFoundError('Alamat ini tidak ada.');
  }),
];
