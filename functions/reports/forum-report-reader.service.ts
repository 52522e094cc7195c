import { listCommitments } from '../commitments/commitment-lists.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { type Forum, forumDay } from '../forums/forums.ts';
import type { TableAccess } from '../platform/table.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { addDays, type LocalDate } from '../platform/values/local-date.ts';
import type { Place } from '../regions/places.ts';
import type { Scope } from '../regions/scope.ts';
import { type CommitmentTimeline, commitmentTimelineOn, followUpsOf, forumsBy, sinceForum } from './forum-reports.ts';
import type { Report } from './report-form.ts';
import { placeToday, placeZone } from './report-places.ts';
import {
  checkedDay,
  type ReadReport,
  type ReportReader,
  type ReportRequest,
  type ReportSources,
} from './report-reader.service.ts';
import { ownerName, reportOf } from './reports.ts';
import type { DatedStatistics } from './statistics/statistics.ts';
import { openIn } from './statistics/statistics-figures.ts';
import { stagesAtMonthEnds, statisticsOfTimelines } from './timelines.ts';

export interface ForumReportSources extends ReportSources {
  readonly table: TableAccess;
  readonly commitments: Pick<CommitmentStore, 'eventsOf'>;
}

/** Most rows of commitments carried over from earlier forums. */
const CARRIED_OVER_LIMIT = 100;

/** Builds the reports of forums from the events of their commitments and the statistics of the region. */
export class ForumReportReader {
  readonly #from: ForumReportSources;
  readonly #reader: ReportReader;
  constructor(from: ForumReportSources, reader: ReportReader) {
    this.#from = from;
    this.#reader = reader;
  }

  /**
   * Builds the report of a forum, with its follow-up matrix.
   * @throws NotFoundError no such forum in the scope
   * @throws InputRefusedError the day is in the future
   */
  async ofForum(forumId: string, request: ReportRequest): Promise<ReadReport> {
    const { scope } = request;
    const forum = await this.#from.forums.get(forumId, scope);
    const place: Place = { kind: 'region', code: forum.region };
    const today = placeToday(place, request.now);
    const asOf = checkedDay(request.asOf, today);
    const [region, forums, timelines, calendar] = await Promise.all([
      this.#reader.statisticsOn(place, asOf < today ? asOf : undefined, scope),
      this.#reader.forumsIn(forum.region, scope),
      this.#timelines(forum, asOf, scope),
      this.#from.calendars.current(),
    ]);
    const day = forumDay(forum);
    const earlier = day === undefined ? [] : forumsBy(addDays(day, -1), forums);
    const carriedOver = await this.#carriedOver(
      earlier.map((one) => one.forum),
      region,
      asOf,
      scope,
    );
    const statistics = statisticsOfTimelines(timelines, region.themes);
    const rows = { matrix: followUpsOf(timelines, asOf), carriedOver };
    const names = {
      offices: await this.#reader.officeNames(officesIn(forum, rows)),
      forums: new Map(forums.map((one) => [one.forumId, one.name])),
    };
    const owners = [...statistics.offices].map(([code, group]) => ({ code, name: ownerName(code, names), group }));
    const report = reportOf(
      { kind: 'forum', code: forumId, name: forum.name },
      statistics,
      { names, parts: owners, stages: stagesAtMonthEnds(timelines, asOf), readings: [] },
      { asOf, region: forum.region, calendar },
    );
    const [last] = earlier;
    const since = last === undefined ? {} : { sinceLastForum: sinceForum(last, region, asOf) };
    return { report: { ...report, ...since, ...rows }, names, timeZone: placeZone(place), forum };
  }

  /** Loads the forum's commitments as of the end of a day. */
  async #timelines({ forumId }: Forum, day: LocalDate, scope: Scope): Promise<readonly CommitmentTimeline[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCommitments(this.#from.table, { forum: forumId }, () => true, cursor, scope);
      ids.push(...page.items.map(({ commitmentId }) => commitmentId));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const timelines = await mapConcurrently(ids, async (id) => {
      const recorded = await this.#from.commitments.eventsOf(id, scope);
      return commitmentTimelineOn(
        day,
        recorded.map(({ event }) => event),
      );
    });
    return timelines.filter((one) => one !== undefined);
  }

  /** Loads the open commitments of earlier forums, latest forum first. Reads only forums with open commitments. */
  async #carriedOver(
    earlier: readonly Forum[],
    region: DatedStatistics,
    day: LocalDate,
    scope: Scope,
  ): Promise<NonNullable<Report['carriedOver']>> {
    const rows: NonNullable<Report['carriedOver']>['rows'] = [];
    let total = 0;
    for (const forum of earlier) {
      const group = region.forums.get(forum.forumId);
      const open = group === undefined ? 0 : openIn(group);
      total += open;
      if (open === 0 || rows.length >= CARRIED_OVER_LIMIT) continue;
      const timelines = await this.#timelines(forum, day, scope);
      rows.push(
        ...followUpsOf(
          timelines.filter(({ commitment }) => commitment.stage !== 'closed'),
          day,
        ),
      );
    }
    return { total, rows: rows.slice(0, CARRIED_OVER_LIMIT) };
  }
}

function officesIn(forum: Forum, { matrix, carriedOver }: Pick<Report, 'matrix' | 'carriedOver'>): readonly string[] {
  const rows = [...(matrix ?? []), ...(carriedOver?.rows ?? [])];
  const named = rows.flatMap(({ ownerOffice, verifierOffice, coOwners, turn }) => [
    ownerOffice,
    verifierOffice,
    turn?.office,
    ...coOwners,
  ]);
  return [...named, forum.chairOffice, ...forum.secretariatOffices].filter((id) => id !== undefined);
}
