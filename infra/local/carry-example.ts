import * as z from 'zod';
import type { ApiClient } from './api-client.ts';
import type { ExampleCommitment, ExampleForum } from './example-files.ts';
import type { Step, Term } from './journeys.ts';

/** The API as an official of an office. */
export type AsOffice = (officeId: string) => Promise<ApiClient>;

const commitment = z.object({ commitmentId: z.string(), version: z.number() });
const history = z.object({ items: z.array(z.object({ move: z.string() })) });

/**
 * Raises an example and carries it along its journey. What has happened already is not done again, and a commitment
 * that somebody has moved another way is left alone.
 */
export async function carryExample(
  example: ExampleCommitment,
  forum: ExampleForum & { readonly openedAs: string },
  journey: readonly Step[],
  as: AsOffice,
): Promise<void> {
  const key = `example-${example.forumId}-${example.slug}`;
  // No office judges its own, so the other secretariat office takes part where one of the two owns it.
  const secretariat = forum.secretariatOffices.find((office) => office !== example.ownerOffice) ?? example.ownerOffice;
  const { statement, category, basis, coOwners } = example;
  const path = `/forums/${forum.openedAs}/commitments`;
  const raised = await (await as(secretariat)).post(path, { statement, category, basis, coOwners }, `${key}-raise`);
  const { commitmentId } = commitment.parse(raised);

  const reader = await as(secretariat);
  let { version } = commitment.parse(await reader.get(`/commitments/${commitmentId}`));
  const { items } = history.parse(await reader.get(`/commitments/${commitmentId}/events`));
  const done = items.map(({ move }) => move).slice(1);
  if (done.some((move, index) => move !== journey[index]?.move)) return;

  for (const [index, step] of journey.entries()) {
    if (index < done.length) continue;
    const mover = await as(
      { secretariat, owner: example.ownerOffice, verifier: example.verifierOffice }[MOVER[step.move]],
    );
    const body = { move: step.move, version, ...detailsOf(step, example) };
    const moved = await mover.post(`/commitments/${commitmentId}/moves`, body, `${key}-${index}-${step.move}`);
    version = commitment.parse(moved).version;
  }
}

const MOVER = {
  assign: 'secretariat',
  start: 'owner',
  submit: 'owner',
  sendBack: 'verifier',
  verify: 'verifier',
  close: 'secretariat',
  withdraw: 'secretariat',
  requestExtension: 'owner',
  extend: 'secretariat',
} as const satisfies Record<Step['move'], string>;

/** What the API wants beside the move and the version. */
function detailsOf(step: Step, example: ExampleCommitment): Record<string, unknown> {
  switch (step.move) {
    case 'assign': {
      const { ownerOffice, verifierOffice, coOwners, criterion } = example;
      return { ownerOffice, verifierOffice, coOwners, criterion, due: dueOf(step.due) };
    }
    case 'start':
      return {};
    case 'submit':
      return { evidence: [{ letter: { number: step.letter, date: daysAgo(step.daysAgo) } }] };
    case 'sendBack':
      return { reason: step.reason };
    case 'withdraw':
      return { resolution: 'withdrawn', reason: step.reason };
    case 'verify': {
      const { finding, reading } = step;
      return reading === undefined ? { finding } : { finding, reading: { value: reading, asOf: daysAgo(5) } };
    }
    case 'close':
      return { resolution: step.resolution };
    case 'requestExtension':
    case 'extend':
      return { due: dueOf(step.due), reason: step.reason };
  }
}

const dueOf = (term: Term) => ({ workingDays: term.workingDays, from: daysAgo(term.daysAgo) });

/** The regions lie ahead of UTC, so a day of UTC has always begun there. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
