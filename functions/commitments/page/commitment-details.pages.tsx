import type { ComponentChildren } from 'preact';
import type { Forum } from '../../forums/forums.ts';
import type { Commitment } from '../commitment.ts';
import { partiesOf } from '../parties.ts';
import type { CommitmentPageData, Words } from './commitment-words.pages.ts';

interface Props {
  readonly shown: CommitmentPageData;
  readonly words: Words;
}

export function CommitmentDetails({ shown, words }: Props) {
  const { commitment, forum, offices } = shown;
  const { texts, terms } = words;
  const names = texts.commitment;
  const office = (id: string | undefined) => (id === undefined ? names.notYet : words.office(id, offices));
  const all = (ids: readonly string[]) => ids.map((id) => words.office(id, offices)).join('; ');
  const { owner, coOwners, verifier } = partiesOf(commitment);
  return (
    <dl>
      <Detail name={names.owner}>{office(owner)}</Detail>
      {coOwners.length > 0 && <Detail name={names.coOwners}>{all(coOwners)}</Detail>}
      <Detail name={names.verifier}>{office(verifier)}</Detail>
      <Detail name={names.criterion}>{criterionOf(commitment, words)}</Detail>
      <Dates commitment={commitment} words={words} />
      <Ending commitment={commitment} words={words} />
      <Detail name={names.forum}>
        <bdi>{forum.name}</bdi>
        {dateOf(forum, words)}
      </Detail>
      <Detail name={texts.region}>{words.region(commitment.region)}</Detail>
      <Detail name={names.secretariat}>{all(commitment.secretariat)}</Detail>
      <Detail name={names.theme}>{words.theme(commitment.category)}</Detail>
      <Detail name={names.basis}>{terms.bases[commitment.basis]}</Detail>
      {commitment.source !== undefined && <Detail name={names.source}>{sourceOf(commitment.source)}</Detail>}
      <Detail name={names.raisedOn}>{words.day(commitment.raisedOn)}</Detail>
    </dl>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The present due date, the first one, and the requested one. */
function Dates({ commitment, words }: { readonly commitment: Commitment; readonly words: Words }) {
  const names = words.texts.commitment;
  const due = 'due' in commitment ? commitment.due : undefined;
  const requested = 'extensionRequested' in commitment ? commitment.extensionRequested : undefined;
  if (due === undefined) return <Detail name={names.due}>{names.notYet}</Detail>;
  return (
    <>
      <Detail name={names.due}>{words.dueDay(due.on)}</Detail>
      {due.first !== due.on && <Detail name={names.firstDue}>{words.day(due.first)}</Detail>}
      {due.extensions > 0 && <Detail name={names.extensions}>{names.times(due.extensions)}</Detail>}
      {requested !== undefined && (
        <Detail name={names.extensionRequested}>{names.until(words.dueDay(requested.on))}</Detail>
      )}
    </>
  );
}

function Ending({ commitment, words }: { readonly commitment: Commitment; readonly words: Words }) {
  const { texts, terms } = words;
  const names = texts.commitment;
  const finding = 'finding' in commitment ? commitment.finding : undefined;
  return (
    <>
      {finding !== undefined && <Detail name={names.finding}>{terms.findings[finding]}</Detail>}
      {commitment.stage === 'closed' && (
        <>
          <Detail name={names.resolution}>{terms.resolutions[commitment.resolution]}</Detail>
          {commitment.mergedInto !== undefined && (
            <Detail name={names.mergedInto}>
              <a href={`/console/commitments/${encodeURIComponent(commitment.mergedInto)}`}>{commitment.mergedInto}</a>
            </Detail>
          )}
          <Detail name={names.closedOn}>{words.day(commitment.closedOn)}</Detail>
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
  // Shown as text: the page does not link to other sites.
  const { publisher, title, url } = source;
  return <bdi>{[publisher, title, url].filter((part) => part !== undefined).join(', ')}</bdi>;
}

/** The forum's date, to the day, the month or the year. */
function dateOf({ date, datePrecision }: Forum, words: Words): string {
  if (date === undefined || date === null || datePrecision === 'unknown') return '';
  return `, ${datePrecision === 'day' ? words.day(date) : words.period(date)}`;
}
