import { describe, expect, it } from 'vitest';
import {
  type CommitmentTimeline,
  commitmentTimelineOn,
  followUpsOf,
  sinceForum,
} from '../../../functions/reports/forum-reports.ts';
import { NOTHING_COUNTED, type ThemeCounts } from '../../../functions/reports/statistics/statistics.ts';
import { countOf } from '../../../functions/reports/statistics/statistics-figures.ts';
import { statisticsOfTimelines } from '../../../functions/reports/timelines.ts';
import { type CommitmentHistory, FORUM, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';

const DAY = '2026-01-15';

function timelines({ events }: CommitmentHistory): CommitmentTimeline {
  const found = commitmentTimelineOn(DAY, events);
  if (found === undefined) throw new Error('it was not raised by then');
  return found;
}

const theme = (days: Partial<ThemeCounts>): ThemeCounts => ({
  counts: new Map(),
  due: new Map(),
  raised: new Map(),
  closed: new Map(),
  ...days,
});

describe('the follow-up matrix', () => {
  it('is ordered by the instant of raising, within a day as well', () => {
    const [first, second, third] = ['ffffffffffffffffffff', 'bbbbbbbbbbbbbbbbbbbb', 'aaaaaaaaaaaaaaaaaaaa'];
    const raisedAt = (time: string, id: string) => {
      const { commitment, events } = raise({ id: `7373-${id}` });
      return timelines({ commitment, events: events.map((event) => ({ ...event, at: `2025-06-20T${time}:00.000Z` })) });
    };
    const all = [raisedAt('03:02', third), raisedAt('03:00', first), raisedAt('03:01', second)];
    expect(followUpsOf(all, DAY).map(({ commitmentId }) => commitmentId.slice(5))).toEqual([first, second, third]);
  });

  it.each`
    situation       | says
    ${'raised'}     | ${['turn']}
    ${'assigned'}   | ${['criterion', 'daysOverdue', 'due', 'ownerOffice', 'turn', 'verifierOffice']}
    ${'inProgress'} | ${['criterion', 'daysOverdue', 'due', 'ownerOffice', 'turn', 'verifierOffice']}
    ${'submitted'}  | ${['criterion', 'due', 'ownerOffice', 'turn', 'verifierOffice']}
    ${'verified'}   | ${['criterion', 'due', 'finding', 'ownerOffice', 'turn', 'verifierOffice']}
    ${'closed'}     | ${['closedOn', 'criterion', 'due', 'finding', 'ownerOffice', 'resolution', 'verifierOffice']}
  `('has the fields $says for a commitment that is $situation, and no others', ({ situation, says }) => {
    const always = ['category', 'coOwners', 'commitmentId', 'forumId', 'stage', 'statement'];
    const [row] = followUpsOf([timelines(SITUATIONS[situation as keyof typeof SITUATIONS]())], DAY);
    expect(Object.keys(row ?? {}).sort()).toEqual([...always, ...says].sort());
  });
});

describe('the themes of a forum', () => {
  it.each`
    closed                          | recurring | because
    ${new Map()}                    | ${0}      | ${'nothing of the theme was ever closed in the region'}
    ${new Map([['2025-06-20', 1]])} | ${0}      | ${'it was closed on the day itself'}
    ${new Map([['2025-06-19', 1]])} | ${2}      | ${'it was closed the day before'}
    ${new Map([['2023-06-19', 1]])} | ${0}      | ${'that was more than 24 months before'}
  `('recur $recurring times: $because', ({ closed, recurring }) => {
    const other = make(
      raise(),
      holderOf(PALOPO.branch),
      { move: 'correct', category: 'rujukan', reason: 'x' },
      '2025-06-20',
    );
    const statistics = statisticsOfTimelines(
      [raise(), raise(), other].map(timelines),
      new Map([['antrean', theme({ closed })]]),
    );
    const [queues, referral] = ['antrean', 'rujukan'].map((code) => statistics.themes.get(code) ?? theme({}));
    expect([queues, referral].map((of) => of && countOf(of, 'recurring'))).toEqual([recurring, 0]);
    expect(queues?.counts.has('recurring')).toBe(recurring > 0);
  });
});

describe('the counts since a forum', () => {
  it('cover commitments raised and closed after its day, up to the day of the report', () => {
    const days = new Map(['2025-06-18', '2025-06-19', '2025-06-20', DAY, '2026-01-16'].map((day) => [day, 1]));
    const statistics = { ...NOTHING_COUNTED, themes: new Map([['antrean', theme({ raised: days, closed: days })]]) };
    expect(sinceForum({ forum: FORUM, on: '2025-06-19' }, statistics, DAY)).toMatchObject({ raised: 2, closed: 2 });
  });
});
