import * as z from 'zod';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { ApiClient, UnexpectedAnswerError } from './api-client.ts';
import { type AsOffice, carryExample } from './carry-example.ts';
import { type ExampleForum, type ExampleOffice, type ExampleReading, readExamples } from './example-files.ts';
import { JOURNEYS } from './journeys.ts';
import { LOCAL_PASSWORD, type People } from './people.ts';

const opened = z.object({ forumId: z.string() });

/**
 * Loads offices, forums, commitments and indicator readings through the API, as the people whose task it is: an admin keeps the offices, a
 * secretariat opens a forum, officials move commitments, a forum's secretariat records readings. Loading again changes nothing.
 */
export async function loadExamples(apiUrl: string, people: People, signal: AbortSignal) {
  const { offices, forums, commitments, readings } = readExamples();
  const admin = new ApiClient(apiUrl, await people.signIn('admin@example.org', LOCAL_PASSWORD), signal);
  for (const level of bySuperiors(offices)) {
    await mapConcurrently(level, (office) => admin.post('/offices', office, `example-${office.officeId}`));
  }

  const as = signedIn(people, offices, (token) => new ApiClient(apiUrl, token, signal));
  const openForums = await mapConcurrently(forums, async (forum) => ({
    ...forum,
    openedAs: await openForum(forum, as),
  }));
  const forumOf = new Map(openForums.map((forum) => [forum.forumId, forum]));
  await mapConcurrently(commitments, async (example) => {
    const forum = forumOf.get(example.forumId);
    if (!forum) return;
    const carry = () => carryExample(example, forum, JOURNEYS[example.forumId]?.[example.slug] ?? [], as);
    await carry().catch((error: unknown) => {
      // Somebody moved it meanwhile, for instance another loader: look at it afresh, once.
      if (error instanceof UnexpectedAnswerError && error.status === 409) return carry();
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

/** Told again, a reading is the same one. */
async function record(reading: ExampleReading, forums: readonly ExampleForum[], as: AsOffice): Promise<void> {
  const { region, ...body } = reading;
  const [office = ''] = forums.find((forum) => forum.region === region)?.secretariatOffices ?? [];
  const secretariat = await as(office);
  await secretariat.post(`/regions/${region}/indicators`, body, `example-${region}-${body.indicator}-${body.asOf}`);
}

/** The offices level by level: those that nobody is above first, since an office names the one above it. */
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
  people: People,
  offices: readonly ExampleOffice[],
  clientWith: (token: string) => ApiClient,
): AsOffice {
  const emails = new Map(offices.map(({ officeId, email }) => [officeId, email]));
  const clients = new Map<string, Promise<ApiClient>>();
  return (officeId) => {
    const known = clients.get(officeId);
    if (known) return known;
    const client = people.signIn(emails.get(officeId) ?? officeId, LOCAL_PASSWORD).then(clientWith);
    clients.set(officeId, client);
    return client;
  };
}
