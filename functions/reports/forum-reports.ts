import type { Commitment } from '../commitments/commitment.ts';
import { type CommitmentEvent, commitmentAfter } from '../commitments/events.ts';
import { partiesOf } from '../commitments/parties.ts';
import { type Forum, forumDay } from '../forums/forums.ts';
import { howMany } from '../platform/values/counts.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { FollowUp, Report } from './report-form.ts';
import type { Tally } from './statistics/statistics.ts';
import { type Followed, followedOn } from './statistics/timelines.ts';

/** A commitment at the end of a day, with what it brings to the counts. */
export interface FollowedCommitment extends Followed {
  readonly commitment: Commitment;
}

/** A commitment as it was at the end of a local day in its region; undefined before it was raised. */
export function followedCommitmentOn(
  day: LocalDate,
  events: readonly CommitmentEvent[],
): FollowedCommitment | undefined {
  const followed = followedOn(day, events);
  return followed && { ...followed, commitment: commitmentAfter(events.slice(0, followed.moments.length)) };
}

/** Commitments as rows of the follow-up matrix, in the order in which they were raised. */
export function followUpsOf(followed: readonly FollowedCommitment[], day: LocalDate): FollowUp[] {
  return followed
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

/** By the moment of the raise: those of one day stand as in the minutes from which they were entered. */
function raisedBefore(one: FollowedCommitment, other: FollowedCommitment): boolean {
  const key = ({ commitment, moments }: FollowedCommitment) =>
    `${moments[0]?.contribution().at} ${commitment.commitmentId}`;
  return key(one) < key(other);
}

const withoutCount = ({ on, first, extensions }: { on: LocalDate; first: LocalDate; extensions: number }) => ({
  on,
  first,
  extensions,
});

const DAY_MS = 86_400_000;
const daysBetween = (from: LocalDate, to: LocalDate) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** A forum with the day that it counts from. */
export interface DatedForum {
  readonly forum: Forum;
  readonly on: LocalDate;
}

/** The forums of known date up to a day, the latest first. */
export function forumsBy(day: LocalDate, forums: readonly Forum[]): readonly DatedForum[] {
  return forums
    .flatMap((forum) => {
      const on = forumDay(forum);
      return on === undefined || on > day ? [] : [{ forum, on }];
    })
    .sort((one, other) => (`${one.on} ${one.forum.forumId}` < `${other.on} ${other.forum.forumId}` ? 1 : -1));
}

/** The last forum up to a day. */
export function lastForumBy(day: LocalDate, forums: readonly Forum[]): DatedForum | undefined {
  return forumsBy(day, forums)[0];
}

/** What was raised in a region after a forum's day, and what was closed, up to the day that the tally is of. */
export function sinceForum(
  { forum, on }: DatedForum,
  { themes }: Pick<Tally, 'themes'>,
  until: LocalDate,
): NonNullable<Report['sinceLastForum']> {
  const since = (day: LocalDate) => day > on && day <= until;
  const all = [...themes.values()];
  const sum = (counts: (theme: (typeof all)[number]) => number) => all.reduce((so, theme) => so + counts(theme), 0);
  return {
    forumId: forum.forumId,
    name: forum.name,
    on,
    raised: sum(({ raised }) => howMany(raised, since)),
    closed: sum(({ closed }) => howMany(closed, since)),
  };
}
