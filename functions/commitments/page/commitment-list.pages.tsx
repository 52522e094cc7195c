import type { OfficeId, Offices } from '../../offices/offices.ts';
import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { oneLine } from '../../platform/values/short-text.ts';
import type { Place } from '../../regions/places.ts';
import { placeName } from '../../reports/report-places.ts';
import type { Commitment } from '../commitment.ts';
import type { Words } from './commitment-words.pages.ts';

interface Props {
  readonly commitments: readonly Commitment[];
  readonly offices: Offices;
  /** The offices that the reader holds: the list has them in this order. */
  readonly held: readonly OfficeId[];
  /** Whether the page has the whole list. */
  readonly isWhole: boolean;
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
export function CommitmentListPage(props: Props) {
  const { isOverdue, places, next, words, reader } = props;
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
      {isOverdue ? <Overdue {...props} /> : <Mine {...props} />}
      {next !== undefined && (
        <p>
          <a href={next}>{names.next}</a>
        </p>
      )}
    </PageFrame>
  );
}

type ListProps = Pick<Props, 'commitments' | 'offices' | 'words'>;

function Overdue({ commitments, offices, words }: ListProps) {
  const { noMatch, clearFilter } = words.texts.commitments;
  if (commitments.length > 0) return <Rows commitments={commitments} offices={offices} words={words} />;
  return (
    <p>
      {noMatch} <a href="/console/commitments">{clearFilter}</a>
    </p>
  );
}

/** The commitments that wait for the reader's office; with several offices, a group for each. */
function Mine({ commitments, offices, words, held, isWhole }: Props) {
  const { as, nothingWaits } = words.texts.commitments;
  const name = (office: OfficeId) => words.office(office, offices);
  if (held.length === 1 && commitments.length > 0) {
    return <Rows commitments={commitments} offices={offices} words={words} />;
  }
  const groups = held.map((office) => ({ office, items: commitments.filter((row) => turnOffice(row) === office) }));
  // On one page of several, a group without a row here has its rows on another.
  const shown = groups.filter(({ items }) => isWhole || items.length > 0);
  return (
    <>
      {shown.map(({ office, items }) => (
        <>
          {held.length > 1 && <h2>{as(name(office))}</h2>}
          {items.length === 0 && <p>{nothingWaits(name(office))}</p>}
          {items.length > 0 && <Rows commitments={items} offices={offices} words={words} />}
        </>
      ))}
    </>
  );
}

function Rows({ commitments, offices, words }: ListProps) {
  return (
    <ul class="list">
      {commitments.map((commitment) => (
        <Row commitment={commitment} offices={offices} words={words} />
      ))}
    </ul>
  );
}

function turnOffice(commitment: Commitment): OfficeId | undefined {
  return 'turn' in commitment ? commitment.turn.office : undefined;
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
