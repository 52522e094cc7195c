import { PageFrame } from '../platform/pages/page-frame.tsx';
import { enterTexts } from './enter.texts.ts';

/** The field of the form; ticked if it is sent. */
export const OWN_DEVICE = 'ownDevice';

/**
 * The page before the hosted sign-in.
 * @param action where the form is posted: its own address
 */
export function EnterPage({ action }: { readonly action: string }) {
  return (
    <PageFrame title={enterTexts.title} reader={{ language: 'id' }}>
      <h1>{enterTexts.title}</h1>
      <p>{enterTexts.code}</p>
      <p>{enterTexts.choice}</p>
      <form method="post" action={action}>
        <p>
          <label class="choice">
            <input type="checkbox" name={OWN_DEVICE} value="true" /> {enterTexts.ownDevice}
          </label>
        </p>
        <button type="submit" class="main">
          {enterTexts.enter}
        </button>
      </form>
    </PageFrame>
  );
}
