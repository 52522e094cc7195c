import { NotFoundError } from '../domain/errors.ts';
import { consoleUrl, services } from '../runtime/console-services.ts';
import { NotSignedInError } from '../runtime/problems.ts';
import { SignedOutPage } from './open-pages.tsx';
import { cookies, html, openPage, redirect } from './page-server.ts';
import { openTexts } from './page-texts-id.ts';
import { PAGES } from './pages.ts';

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
