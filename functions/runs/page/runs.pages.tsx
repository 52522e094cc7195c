import { CONSOLE_FORMS, PAGES } from '../../console/console.routes.ts';
import { letterStyleHash } from '../../notifications/emails/letter.email.tsx';
import type { OfficeStore } from '../../offices/offices.store.ts';
import { anyOffice, authorOf } from '../../people/actors.ts';
import { authenticated, form } from '../../people/authenticated.handlers.ts';
import type { SignedIn } from '../../people/load-actor.service.ts';
import type { FormFrame } from '../../platform/forms/form-definition.ts';
import { frameFields } from '../../platform/forms/form-server.ts';
import type { PageAnswers } from '../../platform/pages/page-answers.ts';
import { PAGE_STYLE_HASH } from '../../platform/pages/page-style.ts';
import type { DryRunLetters } from '../../reminders/dry-run-letters.store.ts';
import type { RunStore } from '../runs.store.ts';
import type { Run } from '../runs.ts';
import type { StartRun } from '../start-run.service.ts';
import { LetterPage, RunPage } from './run.pages.tsx';
import { postedRun, RunFormPage, runFields } from './run-form.pages.tsx';
import { RunListPage, runAddress } from './run-list.pages.tsx';
import { RunWords } from './run-words.pages.ts';

interface RunPageDeps {
  readonly runs: Pick<RunStore, 'get' | 'list'>;
  readonly dryRunLetters: DryRunLetters;
  readonly startRun: StartRun;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly answers: Pick<PageAnswers, 'html'>;
  readonly frame: FormFrame;
}

/** Each page takes three reads at most: session and person, the run or the history, and the letters. */
export const runPages = ({ runs, dryRunLetters, offices, answers, frame }: Omit<RunPageDeps, 'startRun'>) => ({
  listRuns: authenticated(PAGES.listRuns, async ({ actor, query }) => {
    const workflow = query.workflow ?? 'reminders';
    const [words, list] = await Promise.all([wordsFor(actor, offices), runs.list(workflow, query.cursor)]);
    return answers.html(200, <RunListPage workflow={workflow} runs={list} words={words} />);
  }),

  showRun: authenticated(PAGES.showRun, async ({ actor, params, query, now }) => {
    const [words, run] = await Promise.all([wordsFor(actor, offices), runs.get(params.runId)]);
    if (query.letter !== undefined) {
      const letter = await dryRunLetters.words(run.runId, query.letter);
      // The letter's frame has the policy of this page.
      const styles = [PAGE_STYLE_HASH, letterStyleHash()];
      return answers.html(200, <LetterPage run={run} letter={letter} words={words} />, styles);
    }
    const hasLetters = run.workflow === 'reminders' && run.dryRun && run.status !== 'running';
    const letters = hasLetters ? await dryRunLetters.list(run.runId, query.after) : undefined;
    const forReal =
      run.dryRun && run.status === 'succeeded'
        ? { ...(await frameFields(frame, actor, now)), ...fieldsForReal(run) }
        : undefined;
    return answers.html(
      200,
      <RunPage run={run} words={words} isJustStarted={query.done === 'run'} letters={letters} forReal={forReal} />,
    );
  }),
});

export const runForms = ({ startRun, offices, frame }: Pick<RunPageDeps, 'startRun' | 'offices' | 'frame'>) => ({
  newRun: form(CONSOLE_FORMS.newRun, frame, {
    load: async ({ actor, query, now }) => {
      const words = await wordsFor(actor, offices);
      return { workflow: query.workflow, words, now, reader: words.reader };
    },
    fields: runFields,
    schema: () => postedRun,
    initial: ({ workflow }) => ({ workflow: workflow ?? [] }),
    act: async ({ input, actor, idempotency, now }) => {
      const { runId } = await startRun(input, authorOf(actor, anyOffice), idempotency, now);
      return { to: runAddress(runId), done: 'run' };
    },
    render: (shown, context) => <RunFormPage form={shown} context={context} />,
  }),
});

/** The fields of the form that starts the same run for real. The key allows one for each dry run and person. */
function fieldsForReal({ runId, workflow, input }: Run): Readonly<Record<string, string>> {
  const fields = Object.entries(input).map(([name, value]) => [`input.${name}`, String(value)]);
  return { ...Object.fromEntries(fields), workflow, dryRun: 'false', idempotencyKey: `after-${runId}` };
}

async function wordsFor(actor: SignedIn, offices: Pick<OfficeStore, 'get'>): Promise<RunWords> {
  const found = await Promise.all(actor.offices.map((id) => offices.get(id)));
  return new RunWords(actor, new Map(found.flatMap((office) => (office ? [[office.officeId, office]] : []))));
}
