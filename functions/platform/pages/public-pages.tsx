import type { Problem } from '../http/problems.ts';
import { openTexts } from './frame.texts.ts';
import { PageFrame, type Reader } from './page-frame.tsx';

/** A reader who is not signed in. */
const ANONYMOUS: Reader = { language: 'id' };

/** A problem in words for people; the request id leads to the log. */
export function ProblemPage({ problem, requestId }: { readonly problem: Problem; readonly requestId: string }) {
  const { title, detail, status, errors } = problem;
  return (
    <PageFrame title={title} reader={ANONYMOUS}>
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

/** Lets a user without permission sign in with another account. */
function SignOut() {
  return (
    <form method="post" action="/console/sign-out">
      <button type="submit">{openTexts.signOut}</button>
    </form>
  );
}

export function SignedOutPage() {
  return (
    <PageFrame title={openTexts.signedOut.title} reader={ANONYMOUS}>
      <h1>{openTexts.signedOut.title}</h1>
      <p>{openTexts.signedOut.text}</p>
      <p>
        <a href="/console/commitments">{openTexts.signIn}</a>
      </p>
    </PageFrame>
  );
}
