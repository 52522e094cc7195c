import * as z from 'zod';
import { DoneMessage, PostButton } from '../../platform/forms/form.tsx';
import { PageFrame } from '../../platform/pages/page-frame.tsx';
import type { List } from '../../platform/pagination.ts';
import { fileProblem } from '../../platform/values/read-table.ts';
import type { DryRunLetter, DryRunWords } from '../../reminders/dry-run-letters.store.ts';
import type { Run } from '../runs.ts';
import { newRunAddress, RUNS_ADDRESS, runAddress } from './run-list.pages.tsx';
import type { RunWords } from './run-words.pages.ts';

interface Props {
  readonly run: Run;
  readonly words: RunWords;
  /** Whether the reader comes from the form that started it. */
  readonly isJustStarted: boolean;
  /** The letters of a dry run of reminders. */
  readonly letters: List<DryRunLetter> | undefined;
  /** The hidden fields of the form that starts the same run for real; undefined if it may not be started. */
  readonly forReal: Readonly<Record<string, string>> | undefined;
}

/** A run: its state and what came of it, and from a dry run that succeeded the way to the real one. */
export function RunPage({ run, words, isJustStarted, letters, forReal }: Props) {
  const { texts } = words;
  const title = `${words.name(run.workflow)}: ${words.kind(run)}`;
  return (
    <PageFrame title={title} reader={words.reader}>
      <p>
        <a href={RUNS_ADDRESS}>{texts.all}</a>
      </p>
      <h1>{title}</h1>
      <State run={run} words={words} isJustStarted={isJustStarted} />
      <Facts run={run} words={words} />
      {run.result !== undefined && <Result run={run} words={words} />}
      {letters !== undefined && <Letters run={run} letters={letters} words={words} />}
      {forReal !== undefined && (
        <>
          <p>{texts.runFor}</p>
          <PostButton action={newRunAddress(run.workflow)} fields={forReal} label={texts.run} />
        </>
      )}
    </PageFrame>
  );
}

type RunProps = Pick<Props, 'run' | 'words'>;

function State({ run, words, isJustStarted }: RunProps & Pick<Props, 'isJustStarted'>) {
  const { texts } = words;
  const isRunning = run.status === 'running';
  if (!isRunning && !isJustStarted) return null;
  return (
    <DoneMessage>
      {isJustStarted && isRunning && `${texts.started[`${run.dryRun}`]} `}
      {isRunning ? texts.running : texts.ended[`${run.dryRun}`]}{' '}
      {isRunning && <a href={runAddress(run.runId)}>{texts.reload}</a>}
    </DoneMessage>
  );
}

function Facts({ run, words }: RunProps) {
  const { texts } = words;
  const rows: readonly Row[] = [
    [texts.state, texts.status[run.status]],
    ...words.input(run),
    [texts.startedAt, words.moment(run.startedAt)],
    ...(run.endedAt === undefined ? [] : [[texts.endedAt, words.moment(run.endedAt)] as const]),
    [texts.by, words.startedBy(run)],
    [texts.runId, run.runId],
  ];
  return <Rows rows={rows} />;
}

type Row = readonly [name: string, value: string];

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

function Result({ run, words }: RunProps) {
  const { texts } = words;
  const lines = words.result(run);
  return (
    <>
      <h2>{run.status === 'running' ? texts.soFar : texts.result[`${run.dryRun}`]}</h2>
      {lines.length === 0 ? (
        <p>{texts.noResult}</p>
      ) : (
        <ul class="results">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <FileProblems run={run} words={words} />
    </>
  );
}

const withProblems = z.object({ problems: z.array(fileProblem) });

/** The most problems on a page, which stays below 60 KB. */
const PROBLEMS_SHOWN = 100;

function FileProblems({ run, words }: RunProps) {
  const { problems: heading, problemColumns: columns, moreProblems } = words.texts;
  const problems = withProblems.safeParse(run.result).data?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <>
      <table>
        <caption>{heading}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.row}</th>
            <th scope="col">{columns.column}</th>
            <th scope="col">{columns.message}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, PROBLEMS_SHOWN).map(({ row, column, message }) => (
            <tr>
              <td>{row}</td>
              <td>
                <bdi>{column}</bdi>
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > PROBLEMS_SHOWN && <p>{moreProblems(problems.length - PROBLEMS_SHOWN)}</p>}
    </>
  );
}

function Letters({ run, letters, words }: RunProps & { readonly letters: List<DryRunLetter> }) {
  const { texts } = words;
  return (
    <>
      <h2>{texts.letters}</h2>
      {letters.items.length === 0 && <p>{texts.noLetters}</p>}
      <ul class="list">
        {letters.items.map(({ letterId, office, addresses, subject }) => (
          <li>
            <p class="what">
              <a href={letterAddress(run, { letter: letterId })}>{subject}</a>
            </p>
            <p class="who">{texts.to(addresses.join(', '), office)}</p>
          </li>
        ))}
      </ul>
      {letters.cursor !== undefined && (
        <p>
          <a href={letterAddress(run, { after: letters.cursor })}>{texts.next}</a>
        </p>
      )}
    </>
  );
}

function letterAddress({ runId }: Run, query: Readonly<Record<string, string>>): string {
  return `${runAddress(runId)}?${new URLSearchParams(query)}`;
}

/** A letter of a dry run as its office would see it, in a frame of its own that can do nothing. */
export function LetterPage({ run, letter, words }: RunProps & { readonly letter: DryRunWords | undefined }) {
  const { texts } = words;
  return (
    <PageFrame title={texts.letterOf} reader={words.reader}>
      <p>
        <a href={runAddress(run.runId)}>{texts.toRun}</a>
      </p>
      <h1>{texts.letterOf}</h1>
      {letter === undefined ? (
        <p>{texts.letterGone}</p>
      ) : (
        <>
          <Rows
            rows={[
              [texts.subject, letter.subject],
              [texts.addressees, letter.addresses.join(', ')],
            ]}
          />
          <iframe class="letter" title={texts.letterOf} sandbox="" srcdoc={letter.html} />
        </>
      )}
    </PageFrame>
  );
}
