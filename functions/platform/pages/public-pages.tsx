import { PROBLEMS, type Problem } from '../http/problems.ts';
import { openTexts } from './frame.texts.ts';
import { PageFrame, type Reader } from './page-frame.tsx';

/** A reader who is not signed in. */
const ANONYMOUS: Reader = { language: 'id' };

/** Who reads a page, where that is known: the names of person and office. */
export interface Visitor {
  readonly name: string;
  readonly office: string;
}

/** A problem in words for people; the request id leads to the log. */
export function ProblemPage(props: {
  readonly problem: Problem;
  readonly requestId: string;
  readonly visitor?: Visitor | undefined;
}) {
  const { problem, requestId, visitor } = props;
  const { title, detail, status, errors } = problem;
  const isMissing = status === PROBLEMS['not-found'].status && visitor !== undefined;
  return (
    <PageFrame title={title} reader={readerAs(visitor)}>
      <h1>{title}</h1>
      {errors === undefined ? (
        <p>{isMissing ? openTexts.notHere(visitor) : detail}</p>
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
      {status === 403 && visitor === undefined && <SignOut />}
      <p class="who">{openTexts.request(requestId)}</p>
    </PageFrame>
  );
}

function readerAs(visitor: Visitor | undefined): Reader {
  if (visitor === undefined) return ANONYMOUS;
  return { ...ANONYMOUS, person: { name: visitor.name, offices: [visitor.office] } };
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
