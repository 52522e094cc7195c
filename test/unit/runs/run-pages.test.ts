import { beforeEach, describe, expect, it } from 'vitest';
import { TableOutbox } from '../../../functions/notifications/outbox.store.ts';
import { CsrfTokens } from '../../../functions/platform/forms/csrf-tokens.ts';
import type { FormFrame } from '../../../functions/platform/forms/form-definition.ts';
import { LostPosts } from '../../../functions/platform/forms/lost-posts.ts';
import { routesWith } from '../../../functions/platform/http/authenticated-route.ts';
import { http } from '../../../functions/platform/http/http-handler.ts';
import { Cookies } from '../../../functions/platform/pages/cookies.ts';
import { PageAnswers } from '../../../functions/platform/pages/page-answers.ts';
import { Table } from '../../../functions/platform/table.ts';
import { TableDryRunLetters } from '../../../functions/reminders/dry-run-letters.store.ts';
import { runForms, runPages } from '../../../functions/runs/page/runs.pages.tsx';
import { TableRunProgressStore } from '../../../functions/runs/run-progress.store.ts';
import { TableRunStore } from '../../../functions/runs/runs.store.ts';
import { RUN_WORKFLOWS, type Run, type RunInput, startedRun } from '../../../functions/runs/runs.ts';
import { httpEvent } from '../../builders/http-event.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';
import { ADMIN, accountOf, OFFICES } from '../../builders/palopo.ts';
import { hiddenFields } from '../../harness/form-harness.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const NOW = new Date('2026-12-01T03:00:00.000Z');
const ORIGIN = 'https://tuntas.example.org';
const ADMINISTRATOR = { ...ADMIN, person: accountOf(ADMIN) };
const REMINDERS: RunInput = {
  workflow: 'reminders',
  input: { zone: 'Asia/Makassar', day: '2026-12-14' },
  dryRun: true,
};

let reads: string[];
let table: Table;
let started: RunInput[];

beforeEach(() => {
  reads = [];
  started = [];
  const memory = new MemoryTable();
  table = new Table(
    dynamodbAnswering(async (action, input) => {
      if (/Get|Query/.test(action)) reads.push(action);
      return answerOf(memory, action, input);
    }),
    'table',
  );
});

function site(actor: typeof ADMINISTRATOR = ADMINISTRATOR) {
  const answers = new PageAnswers(ORIGIN, { name: 'Pengelola', email: 'privasi@example.org' });
  const frame: FormFrame = {
    origin: ORIGIN,
    csrf: new CsrfTokens({ get: async () => 'a secret of the deployment, 43 letters long' }),
    lostPosts: new LostPosts({
      store: { keep: async () => {}, find: async () => undefined, drop: async () => {} },
      cookies: new Cookies(true),
    }),
    answers,
  };
  const dependencies = {
    runs: new TableRunStore(table),
    dryRunLetters: new TableDryRunLetters(table),
    startRun: async (request: RunInput) => {
      started.push(request);
      return startedRun('run-new', request, ADMIN.userId, NOW);
    },
    offices: { get: async (id: string) => OFFICES.get(id) },
    answers,
    frame,
  };
  const routes = [...runForms(dependencies).newRun, ...Object.values(runPages(dependencies))];
  const handler = http(routesWith({ loadActor: async () => actor }, routes), (problem, id) =>
    answers.problem(problem, id),
  );
  return async (path: string, query: Record<string, string> = {}, fields?: Record<string, string>) => {
    const event = httpEvent({ claims: {}, method: fields === undefined ? 'GET' : 'POST', path, query });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const [, runId] = /\/runs\/([\w-]+)$/.exec(path) ?? [];
    const body = fields === undefined ? {} : { body: new URLSearchParams(fields).toString() };
    const sent = { ...event, headers, ...body, ...(runId === undefined ? {} : { pathParameters: { runId } }) };
    const { statusCode, body: html = '', headers: told = {} } = await handler(sent, CONTEXT);
    return { status: statusCode, html, text: visibleText(html), location: told.location };
  };
}

async function ran(runId: string, request: RunInput, result?: Run['result']): Promise<void> {
  await new TableRunStore(table).begin(startedRun(runId, request, 'schedule', NOW), 'hash');
  if (result !== undefined) await new TableRunProgressStore(table).succeed(runId, result, NOW);
  reads.length = 0;
}

async function letterOf(runId: string, office: string): Promise<void> {
  const composed = {
    addresses: [`${office}@example.org`, 'kepala@example.org'] as const,
    reasons: ['weekly'],
    commitments: [],
    subject: `[Tuntas] Surat untuk ${office}`,
    html: `<!doctype html><h1>Yth. ${office}</h1>`,
    text: '',
  };
  await new TableOutbox(table, 1).recordDryRun({ office, kind: 'digest', day: '2026-12-14' }, runId, composed, NOW);
}

describe('the pages of runs', () => {
  it.each`
    path                     | query
    ${'/console/runs'}       | ${{}}
    ${'/console/runs'}       | ${{ workflow: 'reminders' }}
    ${'/console/runs/run-1'} | ${{}}
    ${'/console/runs/run-1'} | ${{ letter: '73_73-dinkes_2026-12-14-digest' }}
    ${'/console/runs/new'}   | ${{}}
    ${'/console/runs/new'}   | ${{ workflow: 'reports' }}
  `('take at most two reads beside the session, and are valid HTML: $path $query', async ({ path, query }) => {
    await letterOf('run-1', '73.73-dinkes');
    await ran('run-1', REMINDERS, { day: '2026-12-14', offices: 48, sent: 1 });
    const { status, html } = await site()(path, query);
    expect(status).toBe(200);
    expect(reads.length).toBeLessThanOrEqual(2);
    expect(htmlProblems(html)).toEqual([]);
    expect(html.length).toBeLessThan(60_000);
  });

  it('are refused to others than administrators', async () => {
    const official = site({ ...ADMINISTRATOR, role: 'official' });
    for (const path of ['/console/runs', '/console/runs/new', '/console/runs/run-1']) {
      expect((await official(path)).status).toBe(403);
    }
  });

  it.each(RUN_WORKFLOWS)('say what %s does, and have a form for it', async (workflow) => {
    const { text } = await site()('/console/runs/new', { workflow });
    expect(text).toMatch(/Jalankan: .+ Mulailah dengan simulasi/);
    expect(text).toContain('Jalankan simulasi');
  });
});

describe('the page of a run', () => {
  it.each`
    request                                                                                      | result                                                                                                       | words
    ${{ workflow: 'recount', input: {}, dryRun: false }}                                         | ${{ looked: 552, seenOnce: 0, seenTwice: 2, acted: 2, rows: [] }}                                            | ${['552 tempat diperiksa', '2 tempat diperbaiki']}
    ${{ workflow: 'recalculation', input: { year: 2027 }, dryRun: true }}                        | ${{ looked: 9, moved: 0, rows: [], letters: [{}, {}] }}                                                      | ${['Yang akan terjadi', '0 tenggat bergeser', '2 instansi diberi tahu', '2027']}
    ${{ workflow: 'reports', input: { zone: 'Asia/Jakarta', month: '2026-11' }, dryRun: true }}  | ${{ month: '2026-11', idle: 'done' }}                                                                        | ${['bulan itu sudah dilaporkan', 'November 2026']}
    ${{ workflow: 'import', input: { what: 'forums', uploadId: 'a'.repeat(20) }, dryRun: true }} | ${{ rows: 3, created: 2, unchanged: 0, problems: [{ row: 4, column: 'daerah', message: 'tidak dikenal' }] }} | ${['3 baris dibaca', '1 masalah', '4 daerah tidak dikenal']}
    ${REMINDERS}                                                                                 | ${{ day: '2026-12-14', offices: 48, sent: 20, before: 0, unreachable: 1 }}                                   | ${['48 instansi diperiksa', '1 instansi tanpa alamat']}
  `('says in words what came of $request.workflow', async ({ request, result, words }) => {
    await ran('run-1', request, result);
    const { text } = await site()('/console/runs/run-1');
    for (const said of words) expect(text).toContain(said);
    expect(text).not.toMatch(/\b(?:looked|seenTwice|before|undefined)\b/);
  });

  it('that has failed says so, and offers nothing for real', async () => {
    await ran('run-1', REMINDERS);
    await table.put({
      ...(await table.get({ pk: 'RUN#run-1', sk: 'RUN' })),
      status: 'failed',
      failedError: 'States.Timeout',
    });
    const { text } = await site()('/console/runs/run-1');
    expect(text).toContain('Proses ini gagal (States.Timeout).');
    expect(text).not.toContain('sungguhan');
  });

  it('shows the letters of a dry run page by page, each with its words', async () => {
    for (let number = 10; number < 70; number += 1) await letterOf('run-1', `73.73-kantor${number}`);
    await ran('run-1', REMINDERS, { day: '2026-12-14', offices: 60, sent: 60 });
    const open = site();
    const first = await open('/console/runs/run-1');
    const next = /href="[^"]*\?after=([^"]*)"/.exec(first.html)?.[1] ?? '';
    const second = await open('/console/runs/run-1', { after: decodeURIComponent(next) });
    const subjects = [first, second].flatMap(({ html }) => [...html.matchAll(/Surat untuk (73\.73-kantor\d+)</g)]);
    expect(new Set(subjects.map(([, office]) => office)).size).toBe(60);
    const letter = await open('/console/runs/run-1', { letter: '73_73-kantor10_2026-12-14-digest' });
    expect(letter.html).toContain('srcdoc="&lt;!doctype html>&lt;h1>Yth. 73.73-kantor10&lt;/h1>"');
    expect(letter.text).toContain('Kepada 73.73-kantor10@example.org, kepala@example.org');
    const gone = await open('/console/runs/run-1', { letter: '73_73-kantor99_2026-12-14-digest' });
    expect(gone.text).toContain('Isi surat ini sudah dihapus');
  });

  it('offers the same run for real after a dry run, with a key that allows it once', async () => {
    await ran('run-1', REMINDERS, { day: '2026-12-14', offices: 1, sent: 0 });
    const open = site();
    const { html } = await open('/console/runs/run-1');
    const fields = hiddenFields(html);
    expect(fields.idempotencyKey).toBe('after-run-1');
    const answer = await open('/console/runs/new', { workflow: 'reminders' }, fields);
    expect(answer).toMatchObject({ status: 303, location: `${ORIGIN}/console/runs/run-new?done=run` });
    expect(started).toEqual([{ ...REMINDERS, dryRun: false }]);
    await ran('run-2', { ...REMINDERS, dryRun: false }, { day: '2026-12-14', offices: 1, sent: 0 });
    expect(hiddenFields((await open('/console/runs/run-2')).html)).toEqual({});
  });
});
