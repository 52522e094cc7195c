import type { ComponentChildren } from 'preact';
import type { Forum } from '../../forums/forums.ts';
import type { Commitment } from '../commitment.ts';
import { partiesOf } from '../parties.ts';
import type { Shown, Words } from './commitment-words.pages.ts';

interface Props {
  readonly shown: Shown;
  readonly words: Words;
}

/** What is known of a commitment: a term and its description in each row. */
export function CommitmentFacts({ shown, words }: Props) {
  const { commitment, forum, offices } = shown;
  const { texts, terms } = words;
  const names = texts.commitment;
  const office = (id: string | undefined) => (id === undefined ? names.notYet : words.office(id, offices));
  const all = (ids: readonly string[]) => ids.map((id) => words.office(id, offices)).join('; ');
  const { owner, coOwners, verifier } = partiesOf(commitment);
  return (
    <dl>
      <Fact name={names.owner}>{office(owner)}</Fact>
      {coOwners.length > 0 && <Fact name={names.coOwners}>{all(coOwners)}</Fact>}
      <Fact name={names.verifier}>{office(verifier)}</Fact>
      <Fact name={names.criterion}>{criterionOf(commitment, words)}</Fact>
      <Dates commitment={commitment} words={words} />
      <Ending commitment={commitment} words={words} />
      <Fact name={names.forum}>
        <bdi>{forum.name}</bdi>
        {dateOf(forum, words)}
      </Fact>
      <Fact name={texts.region}>{words.region(commitment.region)}</Fact>
      <Fact name={names.secretariat}>{all(commitment.secretariat)}</Fact>
      <Fact name={names.theme}>{words.theme(commitment.category)}</Fact>
      <Fact name={names.basis}>{terms.bases[commitment.basis]}</Fact>
      {commitment.source !== undefined && <Fact name={names.source}>{sourceOf(commitment.source)}</Fact>}
      <Fact name={names.raisedOn}>{words.day(commitment.raisedOn)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The due date now, the first one, and what was asked for. */
function Dates({ commitment, words }: { readonly commitment: Commitment; readonly words: Words }) {
  const names = words.texts.commitment;
  const due = 'due' in commitment ? commitment.due : undefined;
  const requested = 'extensionRequested' in commitment ? commitment.extensionRequested : undefined;
  if (due === undefined) return <Fact name={names.due}>{names.notYet}</Fact>;
  return (
    <>
      <Fact name={names.due}>{words.dueDay(due.on)}</Fact>
      {due.first !== due.on && <Fact name={names.firstDue}>{words.day(due.first)}</Fact>}
      {due.extensions > 0 && <Fact name={names.extensions}>{names.times(due.extensions)}</Fact>}
      {requested !== undefined && (
        <Fact name={names.extensionRequested}>{names.until(words.dueDay(requested.on))}</Fact>
      )}
    </>
  );
}

/** What the verifier found, and how it ended. */
function Ending({ commitment, words }: { readonly commitment: Commitment; readonly words: Words }) {
  const { texts, terms } = words;
  const names = texts.commitment;
  const finding = 'finding' in commitment ? commitment.finding : undefined;
  return (
    <>
      {finding !== undefined && <Fact name={names.finding}>{terms.findings[finding]}</Fact>}
      {commitment.stage === 'closed' && (
        <>
          <Fact name={names.resolution}>{terms.resolutions[commitment.resolution]}</Fact>
          {commitment.mergedInto !== undefined && (
            <Fact name={names.mergedInto}>
              <a href={`/console/commitments/${encodeURIComponent(commitment.mergedInto)}`}>{commitment.mergedInto}</a>
            </Fact>
          )}
          <Fact name={names.closedOn}>{words.day(commitment.closedOn)}</Fact>
        </>
      )}
    </>
  );
}

const SIGNS = { '<=': '≤', '>=': '≥', '=': '=' } as const;

function criterionOf({ criterion }: Commitment, words: Words): ComponentChildren {
  if (criterion === undefined) return words.texts.commitment.notYet;
  const { evidence, target } = criterion;
  return (
    <>
      {evidence !== undefined && (
        <p class="said">
          <bdi>{words.of(evidence)}</bdi>
        </p>
      )}
      {target !== undefined && (
        <p>
          {SIGNS[target.comparator]} {words.number(target.value)} <bdi>{words.of(target.unit)}</bdi>
        </p>
      )}
    </>
  );
}

function sourceOf(source: NonNullable<Commitment['source']>): ComponentChildren {
  if (typeof source === 'string') return <bdi>{source}</bdi>;
  // As text: the page leads nowhere but to itself.
  const { publisher, title, url } = source;
  return <bdi>{[publisher, title, url].filter((part) => part !== undefined).join(', ')}</bdi>;
}

/** The forum's date as far as it is known: to the day, the month or the year. */
function dateOf({ date, datePrecision }: Forum, words: Words): string {
  if (date === undefined || date === null || datePrecision === 'unknown') return '';
  return `, ${datePrecision === 'day' ? words.day(date) : words.period(date)}`;
}
