import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { oneLine, shortened } from '../../platform/values/short-text.ts';
import { timelinessOf } from '../turns.ts';
import { CommitmentDetails } from './commitment-details.pages.tsx';
import { CommitmentHistory } from './commitment-history.pages.tsx';
import type { CommitmentPageData, Words } from './commitment-words.pages.ts';

const TITLE_BYTES = 80;

interface Props {
  readonly shown: CommitmentPageData;
  readonly words: Words;
  readonly reader: Reader;
}

/** A commitment: its stage and timeliness, turn, details and history. */
export function CommitmentPage({ shown, words, reader }: Props) {
  const { commitment } = shown;
  const { texts, terms } = words;
  const statement = words.of(commitment.statement);
  const timeliness = timelinessOf(commitment, words.today(commitment.region), words.calendar);
  return (
    <PageFrame title={shortened(statement, TITLE_BYTES)} reader={reader}>
      <p>
        <a href="/console/commitments">{texts.list}</a>
      </p>
      <h1>
        <bdi>{oneLine(statement)}</bdi>
      </h1>
      <p class="state">
        {texts.commitment.stage}: {terms.stages[commitment.stage]}
        {timeliness !== undefined && (
          <>
            , <span class={timeliness}>{terms.timeliness[timeliness]}</span>
          </>
        )}
      </p>
      <Turn shown={shown} words={words} />
      <h2>{texts.commitment.details}</h2>
      <CommitmentDetails shown={shown} words={words} />
      <h2>{texts.commitment.history}</h2>
      <CommitmentHistory shown={shown} words={words} />
      <p class="who">{texts.commitment.readOnly}</p>
    </PageFrame>
  );
}

function Turn({ shown: { commitment, offices }, words }: Omit<Props, 'reader'>) {
  const names = words.texts.commitment;
  if (!('turn' in commitment)) return <p>{names.ended}</p>;
  const { office, action, dueOn } = commitment.turn;
  const { role, task } = words.terms.turns[action];
  const late = words.lateness(dueOn, commitment.region);
  return (
    <section class="turn">
      <h2>{names.turn}</h2>
      <p>
        <strong>{words.office(office, offices)}</strong>
      </p>
      <p>{names.turnTask(role, task)}</p>
      <p>
        {names.turnDue(words.dueDay(dueOn))}
        {late !== undefined && (
          <>
            , <strong class="late">{late}</strong>
          </>
        )}
      </p>
    </section>
  );
}
