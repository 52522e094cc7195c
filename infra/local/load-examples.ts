import * as z from 'zod';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { ApiClient, UnexpectedAnswerError } from './api-client.ts';
import { type ExampleForum, type ExampleOffice, type ExampleReading, readExamples } from './example-files.ts';
import { EXAMPLE_SCENARIOS } from './example-scenarios.ts';
import { type AsOffice, runScenario } from './run-scenario.ts';
import { HEAD_OFFICE, LOCAL_PASSWORD, type SeedUsers, seedUsersOf } from './seed-users.ts';

const opened = z.object({ forumId: z.string() });

/**
 * Loads offices, forums, commitments and indicator readings through the API, as the users in charge: an admin creates
 * offices, a secretariat opens a forum and records readings, officials move commitments. Loading again changes nothing.
 */
export async function loadExamples(apiUrl: string, users: SeedUsers, signal: AbortSignal) {
  const { offices, forums, commitments, readings } = readExamples();
  const admin = new ApiClient(apiUrl, await users.signIn('admin@example.org', LOCAL_PASSWORD), signal);
  for (const level of bySuperiors(offices)) {
    // The head office exists already, with its administrators.
    const others = level.filter(({ officeId }) => officeId !== HEAD_OFFICE);
    await mapConcurrently(others, (office) => admin.post('/offices', office, `example-${office.officeId}`));
  }

  const as = signedIn(users, offices, (token) => new ApiClient(apiUrl, token, signal));
  const openForums = await mapConcurrently(forums, async (forum) => ({
    ...forum,
    openedAs: await openForum(forum, as),
  }));
  const forumOf = new Map(openForums.map((forum) => [forum.forumId, forum]));
  await mapConcurrently(commitments, async (example) => {
    const forum = forumOf.get(example.forumId);
    if (!forum) return;
    const load = () => runScenario(example, forum, EXAMPLE_SCENARIOS[example.forumId]?.[example.slug] ?? [], as);
    await load().catch((error: unknown) => {
      // Another loader, for instance, has moved it meanwhile: read it again, once.
      if (error instanceof UnexpectedAnswerError && error.status === 409) return load();
      throw error;
    });
  });
  await mapConcurrently(readings, (reading) => record(reading, forums, as));
  return {
    offices: offices.length,
    forums: forums.length,
    commitments: commitments.length,
    readings: readings.length,
  };
}

async function openForum(forum: ExampleForum, as: AsOffice): Promise<string> {
  const { forumId, ...body } = forum;
  const secretariat = await as(forum.secretariatOffices[0] ?? '');
  return opened.parse(await secretariat.post('/forums', body, `example-${forumId}`)).forumId;
}

/** Recording a reading again changes nothing. */
async function record(reading: ExampleReading, forums: readonly ExampleForum[], as: AsOffice): Promise<void> {
  const { region, ...body } = reading;
  const [office = ''] = forums.find((forum) => forum.region === region)?.secretariatOffices ?? [];
  const secretariat = await as(office);
  await secretariat.post(`/regions/${region}/indicators`, body, `example-${region}-${body.indicator}-${body.asOf}`);
}

/** The offices level by level, the top level first, because an office names the one above it. */
function bySuperiors(offices: readonly ExampleOffice[]): ExampleOffice[][] {
  const levels: ExampleOffice[][] = [];
  const known = new Set<string | null>([null]);
  for (let left = [...offices]; left.length > 0; left = left.filter(({ officeId }) => !known.has(officeId))) {
    const level = left.filter(({ escalatesTo }) => known.has(escalatesTo));
    if (level.length === 0)
      throw new Error(`No known office is above ${left.map(({ officeId }) => officeId).join(', ')}`);
    for (const { officeId } of level) known.add(officeId);
    levels.push(level);
  }
  return levels;
}

/** Signs an office's official in once, when first needed. */
function signedIn(
  users: SeedUsers,
  offices: readonly ExampleOffice[],
  clientWith: (token: string) => ApiClient,
): AsOffice {
  const emails = new Map(
    seedUsersOf(offices)
      .flatMap(({ office, email, groups }) => (groups[0] === 'official' ? [[office, email] as const] : []))
      .toReversed(),
  );
  const clients = new Map<string, Promise<ApiClient>>();
  return (officeId) => {
    const known = clients.get(officeId);
    if (known) return known;
    const client = users.signIn(emails.get(officeId) ?? officeId, LOCAL_PASSWORD).then(clientWith);
    clients.set(officeId, client);
    return client;
  };
}
