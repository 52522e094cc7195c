import type { CalendarStore } from '../../calendar/calendar.store.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { PAGES } from '../../console/console.routes.ts';
import type { ForumStore } from '../../forums/forums.store.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { Offices } from '../../offices/offices.ts';
import { authenticated } from '../../people/authenticated.handlers.ts';
import { readerOf } from '../../people/page-reader.pages.ts';
import { logger } from '../../platform/logger.ts';
import type { PageAnswers } from '../../platform/pages/page-answers.ts';
import type { TableAccess } from '../../platform/table.ts';
import { localDateIn } from '../../platform/values/local-date.ts';
import { timeZoneOf } from '../../regions/regions.ts';
import { placesServed } from '../../reports/report-places.ts';
import type { Commitment } from '../commitment.ts';
import { listCommitments } from '../commitment-lists.store.ts';
import type { CommitmentStore } from '../commitments.store.ts';
import { partiesOf } from '../parties.ts';
import { timelinessOf } from '../turns.ts';
import { CommitmentPage } from './commitment.pages.tsx';
import { CommitmentListPage } from './commitment-list.pages.tsx';
import { Words } from './commitment-words.pages.ts';

interface CommitmentPageDeps {
  readonly table: TableAccess;
  readonly commitments: Pick<CommitmentStore, 'getWithEvents'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly forums: Pick<ForumStore, 'get'>;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly answers: Pick<PageAnswers, 'html'>;
}

export const commitmentPages = ({
  table,
  commitments,
  calendars,
  forums,
  offices: officeStore,
  answers,
}: CommitmentPageDeps) => ({
  listCommitments: authenticated(PAGES.listCommitments, async ({ actor, now, query }) => {
    const isOverdue = query.overdue === 'true';
    const calendar = await calendars.current();
    const { items, cursor } = await listCommitments(
      table,
      { waitingFor: isOverdue ? undefined : actor.offices },
      (commitment) => !isOverdue || isLate(commitment, now, calendar),
      query.cursor,
      actor.scope,
      (error) => logger.error('commitment left out of a list', { error }),
    );
    const turnOffices = items.flatMap((commitment) => ('turn' in commitment ? [commitment.turn.office] : []));
    const offices = await officesOf(officeStore, [...actor.offices, ...turnOffices]);
    const reader = readerOf(actor, offices);
    const next = cursor && `/console/commitments?${new URLSearchParams({ ...query, cursor })}`;
    return answers.html(
      200,
      <CommitmentListPage
        commitments={items}
        offices={offices}
        held={actor.offices}
        isWhole={query.cursor === undefined && cursor === undefined}
        isOverdue={isOverdue}
        places={placesServed(actor.scope)}
        next={next}
        words={new Words(reader.language, calendar, now)}
        reader={reader}
      />,
    );
  }),

  showCommitment: authenticated(PAGES.showCommitment, async ({ actor, now, params }) => {
    const { commitment, events: recorded } = await commitments.getWithEvents(params.commitmentId, actor.scope);
    const events = recorded.map(({ event }) => event);
    const [calendar, forum, offices] = await Promise.all([
      calendars.current(),
      forums.get(commitment.forumId, actor.scope),
      officesOf(officeStore, [...actor.offices, ...officesIn(commitment), ...events.map(({ office }) => office)]),
    ]);
    const reader = readerOf(actor, offices);
    const words = new Words(reader.language, calendar, now);
    return answers.html(
      200,
      <CommitmentPage shown={{ commitment, events, forum, offices }} words={words} reader={reader} />,
    );
  }),
});

function isLate(commitment: Commitment, now: Date, calendar: Calendar): boolean {
  return timelinessOf(commitment, localDateIn(timeZoneOf(commitment.region), now), calendar) === 'overdue';
}

/** The existing offices by id. */
async function officesOf(offices: Pick<OfficeStore, 'get'>, ids: readonly string[]): Promise<Offices> {
  const found = await Promise.all([...new Set(ids)].map((id) => offices.get(id)));
  return new Map(found.filter((office) => office !== undefined).map((office) => [office.officeId, office]));
}

function officesIn(commitment: Commitment): readonly string[] {
  const turn = 'turn' in commitment ? [commitment.turn.office] : [];
  return [...partiesOf(commitment).all, ...turn, ...commitment.secretariat];
}
