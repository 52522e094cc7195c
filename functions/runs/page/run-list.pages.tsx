import { PageFrame } from '../../platform/pages/page-frame.tsx';
import type { List } from '../../platform/pagination.ts';
import { RUN_WORKFLOWS, type Run, type RunWorkflow } from '../runs.ts';
import type { RunWords } from './run-words.pages.ts';

interface Props {
  /** The workflow whose history the page shows. */
  readonly workflow: RunWorkflow;
  readonly runs: List<Run>;
  readonly words: RunWords;
}

/** Every workflow with what it does, and the history of one. */
export function RunListPage({ workflow, runs, words }: Props) {
  const { texts } = words;
  return (
    <PageFrame title={texts.title} reader={words.reader}>
      <h1>{texts.title}</h1>
      <p>{texts.about}</p>
      <ul class="list">
        {RUN_WORKFLOWS.map((name) => (
          <li>
            <h2>{words.name(name)}</h2>
            <p>{words.workflows[name].about}</p>
            <p class="links">
              <a href={newRunAddress(name)}>
                {texts.start}
                <span class="unseen">: {words.name(name)}</span>
              </a>
              <a href={historyAddress(name)}>
                {texts.showHistory}
                <span class="unseen">: {words.name(name)}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
      <h2 id="history">{texts.history(words.name(workflow))}</h2>
      {runs.items.length === 0 ? <p>{texts.nothingYet}</p> : <History runs={runs.items} words={words} />}
      {runs.cursor !== undefined && (
        <p>
          <a href={historyAddress(workflow, runs.cursor)}>{texts.next}</a>
        </p>
      )}
    </PageFrame>
  );
}

function History({ runs, words }: { readonly runs: readonly Run[]; readonly words: RunWords }) {
  return (
    <ul class="list">
      {runs.map((run) => (
        <li>
          <p class="what">
            <a href={runAddress(run.runId)}>
              {words.moment(run.startedAt)}, {words.kind(run)}
            </a>
          </p>
          <p>
            {words.texts.status[run.status]}
            {run.result !== undefined && `: ${words.result(run).join(', ')}`}
          </p>
          <p class="who">
            {words.texts.by}: {words.startedBy(run)}
          </p>
        </li>
      ))}
    </ul>
  );
}

export const RUNS_ADDRESS = '/console/runs';

export function newRunAddress(workflow: RunWorkflow): string {
  return `${RUNS_ADDRESS}/new?${new URLSearchParams({ workflow })}`;
}

export function runAddress(runId: string): string {
  return `${RUNS_ADDRESS}/${encodeURIComponent(runId)}`;
}

function historyAddress(workflow: RunWorkflow, cursor?: string): string {
  return `${RUNS_ADDRESS}?${new URLSearchParams({ workflow, ...(cursor === undefined ? {} : { cursor }) })}#history`;
}
