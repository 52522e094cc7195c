import * as z from 'zod/mini';
import type { Calendar } from '../calendar/calendar.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { CommitmentPage } from '../commitments/page/commitment.pages.tsx';
import { CommitmentListPage } from '../commitments/page/commitment-list.pages.tsx';
import { Words } from '../commitments/page/commitment-words.pages.ts';
import { partiesOf } from '../commitments/parties.ts';
import { timelinessOf } from '../commitments/turns.ts';
import type { Offices } from '../offices/offices.ts';
import { html, page, type Visit } from '../platform/pages/page-answers.ts';
import type { Reader } from '../platform/pages/page-frame.tsx';
import { logger } from '../platform/telemetry.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { placesServed } from '../reports/report-places.ts';
import { PAGES } from './console.routes.ts';
import { services } from './console-dependencies.lambda.ts';

const listQuery = z.object({
  overdue: z.optional(z.literal('true')),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});

/** The pages that show commitments. */
export const commitmentPages = [
  page(PAGES.listCommitments, async ({ actor, now, event }) => {
    const query = listQuery.safeParse(event.queryStringParameters ?? {}).data ?? {};
    const isOverdue = query.overdue === 'true';
    const calendar = await services.calendars.current();
    const { items, cursor } = await listCommitments(
      services.table,
      { waitingFor: isOverdue ? undefined : actor.office },
      (commitment) => !isOverdue || isLate(commitment, now, calendar),
      query.cursor,
      actor.scope,
      (error) => logger.error('commitment left out of a list', error),
    );
    const named = items.flatMap((commitment) => ('turn' in commitment ? [commitment.turn.office] : []));
    const offices = await officesOf([actor.office, ...named]);
    const reader = readerOf(actor, offices);
    const next = cursor && `/console/commitments?${new URLSearchParams({ ...query, cursor })}`;
    return html(
      200,
      <CommitmentListPage
        commitments={items}
        offices={offices}
        isOverdue={isOverdue}
        places={placesServed(actor.scope)}
        next={next}
        words={new Words(reader.language, calendar, now)}
        reader={reader}
      />,
    );
  }),

  page(PAGES.showCommitment, async ({ actor, now, id }) => {
    const { commitment, events: recorded } = await services.commitments.getWithEvents(id('commitmentId'), actor.scope);
    const events = recorded.map(({ event }) => event);
    const [calendar, forum, offices] = await Promise.all([
      services.calendars.current(),
      services.forums.get(commitment.forumId, actor.scope),
      officesOf([actor.office, ...officesIn(commitment), ...events.map(({ office }) => office)]),
    ]);
    const reader = readerOf(actor, offices);
    const words = new Words(reader.language, calendar, now);
    return html(200, <CommitmentPage shown={{ commitment, events, forum, offices }} words={words} reader={reader} />);
  }),
];

function isLate(commitment: Commitment, now: Date, calendar: Calendar): boolean {
  return timelinessOf(commitment, localDateIn(timeZoneOf(commitment.region), now), calendar) === 'overdue';
}

/** The offices of those ids that there are. */
async function officesOf(ids: readonly string[]): Promise<Offices> {
  const found = await Promise.all([...new Set(ids)].map((id) => services.offices.get(id)));
  return new Map(found.filter((office) => office !== undefined).map((office) => [office.officeId, office]));
}

function officesIn(commitment: Commitment): readonly string[] {
  const turn = 'turn' in commitment ? [commitment.turn.office] : [];
  return [...partiesOf(commitment).all, ...turn, ...commitment.secretariat];
}

/** Whoever reads, by the office held: its name, and the language of its pages. */
function readerOf(actor: Visit['actor'], offices: Offices): Reader {
  const office = offices.get(actor.office);
  return { language: office?.language ?? 'id', office: office?.name ?? actor.office };
}
