import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { scoreOf, viewOf } from '../../../functions/commitments/commitment-view.ts';
import { type Body, make, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';

const NOW = new Date('2025-07-09T02:00:00.000Z');

describe.each(SITUATION_NAMES)('the API view of a commitment that is %s', (situation) => {
  const shown = JSON.stringify(viewOf(SITUATIONS[situation]().commitment, NOW, DECREED_CALENDAR));

  it('contains no person', () => {
    expect(shown).not.toContain('holder-of');
  });

  it.each(['head', 'secretariat', 'forumDay', 'stageSince', 'submission', 'sentBackOn', 'counted', 'task'])(
    'omits the internal field %s',
    (name) => {
      expect(shown).not.toContain(`"${name}"`);
    },
  );
});

describe('the counts of a forum', () => {
  const body: Body = {
    move: 'withdraw',
    resolution: 'merged',
    mergedInto: '7373-00000000000000000000',
    reason: 'sama',
  };
  const merged = make(SITUATIONS.inProgress(), holderOf(PALOPO.branch), body, '2025-07-09');
  const all = [...SITUATION_NAMES.map((name) => SITUATIONS[name]()), merged];
  const on = (day: string) =>
    scoreOf(all.map(({ commitment }) => viewOf(commitment, new Date(`${day}T02:00:00.000Z`), DECREED_CALENDAR)));

  it('cover stages, open commitments and resolutions', () => {
    expect(on('2025-07-09')).toMatchObject({
      byStage: { raised: 1, assigned: 2, inProgress: 4, verified: 1, closed: 2 },
      open: 8,
      closed: { total: 2, fulfilled: 1, partlyFulfilled: 0, cannotBeFulfilled: 0, withdrawn: 0, merged: 1 },
    });
  });

  it.each`
    day             | overdue | dueSoon | because
    ${'2025-06-30'} | ${0}    | ${0}    | ${'eight working days and more are left'}
    ${'2025-07-09'} | ${0}    | ${5}    | ${'the submission sent back has five working days'}
    ${'2025-07-11'} | ${4}    | ${1}    | ${'four are past their due date'}
    ${'2025-07-17'} | ${5}    | ${0}    | ${'so is the submission sent back'}
  `('on $day are $overdue overdue and $dueSoon due soon: $because', ({ day, overdue, dueSoon }) => {
    expect(on(day)).toMatchObject({ overdue, dueSoon });
  });

  it('are zero without commitments', () => {
    expect(scoreOf([])).toMatchObject({ open: 0, overdue: 0, closed: { total: 0 } });
  });
});
