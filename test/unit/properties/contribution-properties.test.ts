import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { type CommitmentEvent, commitmentAfter } from '../../../functions/commitments/events.ts';
import { timelinessOf } from '../../../functions/commitments/turns.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { monthEndsBetween } from '../../../functions/platform/values/months.ts';
import {
  type Contribution,
  contributionAsOf,
  contributionOf,
} from '../../../functions/reports/statistics/contributions.ts';
import { statisticsOf } from '../../../functions/reports/statistics/statistics.ts';
import {
  dueSoonOn,
  lateTurnsOn,
  openIn,
  overdueOn,
  trendTo,
} from '../../../functions/reports/statistics/statistics-figures.ts';
import { stagesAtMonthEnds, timelineOn } from '../../../functions/reports/timelines.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';

function contributed(events: readonly CommitmentEvent[]): Contribution {
  const contribution = contributionOf(events);
  if (contribution === undefined) throw new Error('there are no events');
  return contribution;
}

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-06-20', days));

describe('the statistics of any history', () => {
  it('count the commitment as the API shows it', () => {
    fc.assert(
      fc.property(anyHistory, day, ({ events }, on) => {
        const shown = commitmentAfter(events);
        const statistics = statisticsOf(contributed(events));
        const timeliness = timelinessOf(shown, on, DECREED_CALENDAR);
        expect([...statistics.counts.keys()]).toContain(shown.stage);
        expect(openIn(statistics)).toBe(shown.stage === 'closed' ? 0 : 1);
        expect(overdueOn(statistics, on)).toBe(timeliness === 'overdue' ? 1 : 0);
        expect(dueSoonOn(statistics, on, '73.73', DECREED_CALENDAR)).toBe(timeliness === 'dueSoon' ? 1 : 0);
        expect(lateTurnsOn(statistics, on)).toBe('turn' in shown && shown.turn.dueOn < on ? 1 : 0);
        const fulfilled = 'resolution' in shown && shown.resolution === 'fulfilled';
        expect(statistics.counts.get('fulfilled') ?? 0).toBe(fulfilled ? 1 : 0);
      }),
    );
  });

  it('have a trend with the state at the end of each month', () => {
    fc.assert(
      fc.property(anyHistory, day, ({ events }, on) => {
        const asOf = contributionAsOf(events, on);
        if (asOf === undefined) return;
        const timelines = timelineOn(on, events);
        const trend = trendTo(
          on,
          statisticsOf(asOf),
          stagesAtMonthEnds(timelines === undefined ? [] : [timelines], on),
        );
        for (const end of monthEndsBetween('2025-06-20', addDays(on, -1)).slice(-11)) {
          const then = contributionAsOf(events, end);
          const was = then === undefined ? 0 : overdueOn(statisticsOf(then), end);
          const month = trend.find((one) => end.startsWith(one.month));
          expect(month?.overdue, `${end} seen on ${on}`).toBe(was);
          expect([...(month?.stages?.keys() ?? [])]).toEqual(then === undefined ? [] : [then.stage]);
        }
        expect(trend.at(-1)?.overdue).toBe(overdueOn(statisticsOf(asOf), on));
      }),
    );
  });
});
