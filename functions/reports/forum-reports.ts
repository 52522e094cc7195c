import type { Commitment } from '../commitments/commitment.ts';
import { type CommitmentEvent, commitmentAfter } from '../commitments/events.ts';
import { partiesOf } from '../commitments/parties.ts';
import { type Forum, forumDay } from '../forums/forums.ts';
import { totalOf } from '../platform/values/counts.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { FollowUp, Report } from './report-form.ts';
import type { Statistics } from './statistics/statistics.ts';
import { type Timeline, timelineOn } from './timelines.ts';

/** A commitment at the end of a day, with its contribution and snapshots. */
export interface CommitmentTimeline extends Timeline {
  readonly commitment: Commitment;
}

/** The timeline of a commitment up to the end of a local day in its region; undefined before it was raised. */
export function commitmentTimelineOn(
  day: LocalDate,
  events: readonly CommitmentEvent[],
): CommitmentTimeline | undefined {
  const timelines = timelineOn(day, events);
  return timelines && { ...timelines, commitment: commitmentAfter(events.slice(0, timelines.snapshots.length)) };
}

/** The rows of the follow-up matrix, ordered by the instant of raising. */
export function followUpsOf(timelines: readonly CommitmentTimeline[], day: LocalDate): FollowUp[] {
  return timelines
    .toSorted((one, other) => (raisedBefore(one, other) ? -1 : 1))
    .map(({ commitment: of, contribution: { delivery } }) => ({ of, delivery, ...partiesOf(of) }))
    .map(({ of, delivery, owner, verifier }) => ({
      commitmentId: of.commitmentId,
      forumId: of.forumId,
      statement: of.statement,
      category: of.category,
      stage: of.stage,
      coOwners: of.coOwners,
      ...(owner === undefined ? {} : { ownerOffice: owner }),
      ...(verifier === undefined ? {} : { verifierOffice: verifier }),
      ...(of.criterion === undefined ? {} : { criterion: of.criterion }),
      ...('due' in of && of.due !== undefined ? { due: withoutCount(of.due) } : {}),
      ...('turn' in of ? { turn: of.turn } : {}),
      ...(delivery !== undefined && delivery.by < day ? { daysOverdue: daysBetween(delivery.by, day) } : {}),
      ...('finding' in of && of.finding !== undefined ? { finding: of.finding } : {}),
      ...(of.stage === 'closed' ? { resolution: of.resolution, closedOn: of.closedOn } : {}),
    }));
}

// By instant, not by day: commitments raised on one day keep the order of the forum's minutes.
function raisedBefore(one: CommitmentTimeline, other: CommitmentTimeline): boolean {
  const key = ({ commitment, snapshots }: CommitmentTimeline) =>
    `${snapshots[0]?.contribution().at} ${commitment.commitmentId}`;
  return key(one) < key(other);
}

const withoutCount = ({ on, first, extensions }: { on: LocalDate; first: LocalDate; extensions: number }) => ({
  on,
  first,
  extensions,
});

const DAY_MS = 86_400_000;
const daysBetween = (from: LocalDate, to: LocalDate) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export interface DatedForum {
  readonly forum: Forum;
  readonly on: LocalDate;
}

/** The forums with a known day up to `day`, latest first. */
export function forumsBy(day: LocalDate, forums: readonly Forum[]): readonly DatedForum[] {
  return forums
    .flatMap((forum) => {
      const on = forumDay(forum);
      return on === undefined || on > day ? [] : [{ forum, on }];
    })
    .sort((one, other) => (`${one.on} ${one.forum.forumId}` < `${other.on} ${other.forum.forumId}` ? 1 : -1));
}

export function lastForumBy(day: LocalDate, forums: readonly Forum[]): DatedForum | undefined {
  return forumsBy(day, forums)[0];
}

/** Counts the region's commitments raised and closed after a forum's day, up to `until`. */
export function sinceForum(
  { forum, on }: DatedForum,
  { themes }: Pick<Statistics, 'themes'>,
  until: LocalDate,
): NonNullable<Report['sinceLastForum']> {
  const since = (day: LocalDate) => day > on && day <= until;
  const all = [...themes.values()];
  const sum = (counts: (theme: (typeof all)[number]) => number) => all.reduce((so, theme) => so + counts(theme), 0);
  return {
    forumId: forum.forumId,
    name: forum.name,
    on,
    raised: sum(({ raised }) => totalOf(raised, since)),
    closed: sum(({ closed }) => totalOf(closed, since)),
  };
}
