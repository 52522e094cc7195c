import type { Problem } from '../http/problems.ts';
import { openTexts } from './frame.texts.ts';
import { PageFrame, type Reader } from './page-frame.tsx';

/** Nobody yet: these pages are in Bahasa Indonesia. */
const NOBODY: Reader = { language: 'id' };

/** What went wrong, in words for people; the log knows the rest by the number of the request. */
export function ProblemPage({ problem, requestId }: { readonly problem: Problem; readonly requestId: string }) {
  const { title, detail, status, errors } = problem;
  return (
    <PageFrame title={title} reader={NOBODY}>
      <h1>{title}</h1>
      {errors === undefined ? (
        <p>{detail}</p>
      ) : (
        <ul>
          {errors.map(({ path, message }) => (
            <li>
              <bdi>{path}</bdi>: {message}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/console/commitments">{status === 401 ? openTexts.signIn : openTexts.back}</a>
      </p>
      {status === 403 && <SignOut />}
      <p class="who">{openTexts.request(requestId)}</p>
    </PageFrame>
  );
}

/** Whoever is signed in with an account that may not come in, can only come in with another. */
function SignOut() {
  return (
    <form method="post" action="/console/sign-out">
      <button type="submit">{openTexts.signOut}</button>
    </form>
  );
}

/** The end of a session. */
export function SignedOutPage() {
  return (
    <PageFrame title={openTexts.signedOut.title} reader={NOBODY}>
      <h1>{openTexts.signedOut.title}</h1>
      <p>{openTexts.signedOut.text}</p>
      <p>
        <a href="/console/commitments">{openTexts.signIn}</a>
      </p>
    </PageFrame>
  );
}
