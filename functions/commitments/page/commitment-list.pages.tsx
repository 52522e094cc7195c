import type { Offices } from '../../offices/offices.ts';
import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { oneLine } from '../../platform/values/short-text.ts';
import type { Place } from '../../regions/places.ts';
import { placeName } from '../../reports/report-places.ts';
import type { Commitment } from '../commitment.ts';
import type { Words } from './commitment-words.pages.ts';

interface Props {
  readonly commitments: readonly Commitment[];
  readonly offices: Offices;
  /** Lists overdue commitments in the reader's scope, instead of the turns of the reader's office. */
  readonly isOverdue: boolean;
  /** The places whose reports the page links to. */
  readonly places: readonly Place[];
  /** URL of the next page. */
  readonly next: string | undefined;
  readonly words: Words;
  readonly reader: Reader;
}

/** A list of commitments. A letter links to it when it omits some. */
export function CommitmentListPage({ commitments, offices, isOverdue, places, next, words, reader }: Props) {
  const { commitments: names } = words.texts;
  const title = isOverdue ? names.overdue : names.mine;
  return (
    <PageFrame title={title} reader={reader}>
      <h1>{title}</h1>
      <p>
        {isOverdue ? (
          <a href="/console/commitments">{names.toMine}</a>
        ) : (
          <a href="/console/commitments?overdue=true">{names.toOverdue}</a>
        )}
      </p>
      <p>
        {names.reports}:{' '}
        {places.map((place, index) => (
          <>
            {index > 0 && ', '}
            <a href={addressOf(place)}>{placeName(place)}</a>
          </>
        ))}
      </p>
      {commitments.length === 0 ? (
        <p>{names.none}</p>
      ) : (
        <ul class="list">
          {commitments.map((commitment) => (
            <Row commitment={commitment} offices={offices} words={words} />
          ))}
        </ul>
      )}
      {next !== undefined && (
        <p>
          <a href={next}>{names.next}</a>
        </p>
      )}
    </PageFrame>
  );
}

function addressOf({ kind, code }: Place): string {
  if (kind === 'nation') return '/reports/national';
  return `/reports/${kind === 'kedeputian' ? kind : 'regions'}/${code}`;
}

function Row({ commitment, offices, words }: { commitment: Commitment; offices: Offices; words: Words }) {
  const { texts, terms } = words;
  const turn = 'turn' in commitment ? commitment.turn : undefined;
  const late = turn === undefined ? undefined : words.lateness(turn.dueOn, commitment.region);
  return (
    <li>
      <p class="what">
        <a href={`/console/commitments/${encodeURIComponent(commitment.commitmentId)}`}>
          <bdi>{oneLine(words.of(commitment.statement))}</bdi>
        </a>
      </p>
      {turn !== undefined && (
        <p>
          {texts.commitments.waitingFor(words.office(turn.office, offices), terms.turns[turn.action].role)}.{' '}
          {texts.commitment.turnDue(words.dueDay(turn.dueOn))}
          {late !== undefined && (
            <>
              , <strong class="late">{late}</strong>
            </>
          )}
        </p>
      )}
      <p class="who">
        {words.region(commitment.region)}, {terms.stages[commitment.stage]}
      </p>
    </li>
  );
}
