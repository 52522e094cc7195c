import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../functions/platform/values/local-date.ts';
import { type Contribution, contributionOf, NO_OFFICE } from '../../../functions/reports/statistics/contributions.ts';
import { statisticsOf } from '../../../functions/reports/statistics/statistics.ts';
import { trendTo } from '../../../functions/reports/statistics/statistics-figures.ts';
import { ASSIGN, type Body, type CommitmentHistory, LETTER, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';

const branch = holderOf(PALOPO.branch);
const owner = holderOf(PALOPO.hospital);
const verifier = holderOf(PALOPO.dinkes);
const submit: Body = { move: 'submit', evidence: [LETTER] };
const verify: Body = { move: 'verify', finding: 'fulfilled' };
const close = (resolution: string): Body => ({ move: 'close', resolution, reason: 'sesuai rapat' });
const sendBack: Body = { move: 'sendBack', reason: 'belum lengkap' };
const reopen = (on: LocalDate): Body => ({ move: 'reopen', due: { on }, reason: 'belum tuntas' });
const extend = (on: LocalDate): Body => ({ move: 'extend', due: { on }, reason: 'menunggu pengadaan' });

/** Applies moves in order, each by an actor on a day. */
function moved(
  history: CommitmentHistory,
  ...moves: readonly (readonly [typeof branch, Body, LocalDate])[]
): CommitmentHistory {
  return moves.reduce((before, [by, body, on]) => make(before, by, body, on), history);
}

const counted = (history: CommitmentHistory): Contribution => {
  const contribution = contributionOf(history.events);
  if (contribution === undefined) throw new Error('there are no events');
  return contribution;
};

/** Raised on 20 June, assigned on 23 June with 10 July as its due date, begun on 24 June. */
const begun = () => SITUATIONS.inProgress();

/** Begun, extended to 24 July, and from submission to closing. */
function delivered(on: LocalDate, extensions: readonly LocalDate[] = []): CommitmentHistory {
  const extended = extensions.map((to) => [branch, extend(to), '2025-07-01'] as const);
  const end: LocalDate = '2025-09-01';
  return moved(begun(), ...extended, [owner, submit, on], [verifier, verify, end], [branch, close('fulfilled'), end]);
}

describe('the contribution of a closed commitment', () => {
  it.each`
    submitted       | extensions        | onTime   | onTimeAtFirst | because
    ${'2025-07-10'} | ${[]}             | ${true}  | ${true}       | ${'the due date itself is in time'}
    ${'2025-07-11'} | ${[]}             | ${false} | ${false}      | ${'it came a day late'}
    ${'2025-07-24'} | ${['2025-07-24']} | ${true}  | ${false}      | ${'it came by the extended date, and after the first'}
    ${'2025-07-25'} | ${['2025-07-24']} | ${false} | ${false}      | ${'it came after both'}
  `('is on time: $onTime, by the first due date: $onTimeAtFirst, if submitted on $submitted: $because', (row) => {
    const { kept } = counted(delivered(row.submitted, row.extensions));
    expect(kept).toEqual({ onTime: row.onTime, onTimeAtFirst: row.onTimeAtFirst });
  });

  it('is on time if the submission was, however late the verification', () => {
    expect(counted(delivered('2025-07-09')).kept).toEqual({ onTime: true, onTimeAtFirst: true });
  });

  it('is judged by the submission that was verified, not by one that was sent back', () => {
    const late = moved(begun(), [owner, submit, '2025-07-10'], [verifier, sendBack, '2025-07-10']);
    const within = moved(late, [owner, submit, '2025-07-17'], [verifier, verify, '2025-07-21']);
    const beyond = moved(late, [owner, submit, '2025-07-18'], [verifier, verify, '2025-07-21']);
    const ends = [branch, close('fulfilled'), '2025-07-22'] as const;
    // The date in force is five working days after the submission was sent back.
    expect(counted(moved(within, ends)).kept).toEqual({ onTime: true, onTimeAtFirst: false });
    expect(counted(moved(beyond, ends)).kept).toEqual({ onTime: false, onTimeAtFirst: false });
  });

  it('is judged by the first verified submission, even after it was reopened', () => {
    const again = moved(
      delivered('2025-07-09'),
      [branch, reopen('2025-10-01'), '2025-09-02'],
      [owner, submit, '2025-12-01'],
      [verifier, verify, '2025-12-02'],
      [branch, close('partlyFulfilled'), '2025-12-03'],
    );
    expect(counted(again)).toMatchObject({ kept: { onTime: true }, resolution: 'partlyFulfilled', reopened: true });
  });

  it.each`
    resolution             | statistics
    ${'fulfilled'}         | ${{ closed: 1, fulfilled: 1, onTime: 1, onTimeAtFirst: 1, withEvidence: 1 }}
    ${'partlyFulfilled'}   | ${{ closed: 1, partlyFulfilled: 1, onTime: 1, onTimeAtFirst: 1, withEvidence: 1 }}
    ${'cannotBeFulfilled'} | ${{ closed: 1, cannotBeFulfilled: 1, onTime: 1, onTimeAtFirst: 1, withEvidence: 1 }}
  `('counts the resolution $resolution and no other', ({ resolution, statistics }) => {
    const history = moved(SITUATIONS.verified(), [branch, close(resolution), '2025-07-10']);
    expect(Object.fromEntries(statisticsOf(counted(history)).counts)).toEqual(statistics);
  });

  it('counts as withdrawn, neither on time nor late, after a withdrawal', () => {
    const withdraw: Body = { move: 'withdraw', resolution: 'withdrawn', reason: 'tidak relevan lagi' };
    const history = moved(begun(), [branch, withdraw, '2025-08-01']);
    expect(Object.fromEntries(statisticsOf(counted(history)).counts)).toEqual({ closed: 1, withdrawn: 1 });
    const opened = moved(delivered('2025-07-09'), [branch, reopen('2025-10-01'), '2025-09-02']);
    expect(counted(opened).kept).toBeUndefined();
    const withdrawn = moved(opened, [branch, withdraw, '2025-09-03']);
    const { counts } = statisticsOf(counted(withdrawn));
    expect([counts.get('withdrawn'), counts.get('onTime'), counts.get('fulfilled')]).toEqual([1, undefined, undefined]);
  });
});

describe('the contribution of a commitment', () => {
  it.each`
    situation                   | expected
    ${'raised'}                 | ${{ stage: 'raised', office: NO_OFFICE, turnBy: '2025-06-25', stays: [] }}
    ${'assigned'}               | ${{ office: '73.73-rsud', delivery: { by: '2025-07-10', since: '2025-06-23' }, turnBy: '2025-07-01' }}
    ${'assignedAwaitingAnswer'} | ${{ delivery: { by: '2025-07-10', since: '2025-06-23' }, turnBy: '2025-06-30' }}
    ${'inProgress'}             | ${{ delivery: { by: '2025-07-10', since: '2025-06-23' }, turnBy: '2025-07-10' }}
    ${'submitted'}              | ${{ delivery: undefined, withEvidence: true, turnBy: '2025-07-21' }}
    ${'sentBack'}               | ${{ delivery: { by: '2025-07-16', since: '2025-07-09' }, turnBy: '2025-07-16' }}
    ${'verified'}               | ${{ stage: 'verified', delivery: undefined, kept: undefined }}
    ${'closed'}                 | ${{ stage: 'closed', closedOn: '2025-07-10', turnBy: undefined }}
  `('has the stage, delivery and turn of a commitment that is $situation', ({ situation, expected }) => {
    const history = Object.entries(SITUATIONS).find(([name]) => name === situation)?.[1]();
    expect(history && counted(history)).toMatchObject(expected);
  });

  it('lists the calendar days in each stage it left, once for each stay', () => {
    expect(counted(SITUATIONS.closed()).stays).toEqual([
      { stage: 'raised', days: 3 },
      { stage: 'assigned', days: 1 },
      { stage: 'inProgress', days: 14 },
      { stage: 'verified', days: 2 },
    ]);
    const sentBack = moved(SITUATIONS.verified(), [branch, sendBack, '2025-07-10'], [owner, submit, '2025-07-14']);
    expect(counted(moved(sentBack, [verifier, verify, '2025-07-15'])).stays.slice(2)).toEqual([
      { stage: 'inProgress', days: 14 },
      { stage: 'verified', days: 2 },
      { stage: 'inProgress', days: 5 },
    ]);
  });

  it('counts extensions, requested or not', () => {
    const history = moved(
      begun(),
      [branch, extend('2025-07-24'), '2025-07-01'],
      [branch, extend('2025-08-07'), '2025-07-30'],
    );
    const { counts } = statisticsOf(counted(history));
    expect([counts.get('extensions'), counts.get('extended')]).toEqual([2, 1]);
  });

  it('counts under the present category and owner', () => {
    const corrected = moved(begun(), [
      branch,
      { move: 'correct', category: 'rujukan', reason: 'salah pilih' },
      '2025-07-01',
    ]);
    const reassign: Body = { move: 'reassign', ownerOffice: PALOPO.registry, reason: 'bukan kewenangan' };
    const { themes, offices } = statisticsOf(counted(moved(corrected, [branch, reassign, '2025-07-02'])));
    expect([...themes.keys(), ...offices.keys()]).toEqual(['rujukan', PALOPO.registry]);
  });

  it('ignores an extension request without an answer', () => {
    const { delivery, extensions } = counted(SITUATIONS.awaitingAnswer());
    expect([delivery?.by, extensions]).toEqual(['2025-07-10', 0]);
  });

  it('does not change after a note', () => {
    const noted = moved(SITUATIONS.closed(), [branch, { move: 'note', text: 'sudah diarsipkan' }, '2027-01-04']);
    expect({ ...counted(noted), at: '' }).toEqual({ ...counted(SITUATIONS.closed()), at: '' });
  });
});

describe('an overdue spell', () => {
  it.each`
    history                                                                                                                                                                                          | overdue                                                                                                                           | because
    ${() => moved(begun(), [owner, submit, '2025-07-10'])}                                                                                                                                           | ${[]}                                                                                                                             | ${'it was delivered in time'}
    ${() => moved(begun(), [owner, submit, '2025-07-11'])}                                                                                                                                           | ${[]}                                                                                                                             | ${'on the day after it was delivered: no day ended with it overdue'}
    ${() => moved(begun(), [owner, submit, '2025-08-01'])}                                                                                                                                           | ${[{ from: '2025-07-11', to: '2025-07-31' }]}                                                                                     | ${'it lasted to the day before it was delivered'}
    ${() => moved(begun(), [branch, extend('2025-09-01'), '2025-08-01'])}                                                                                                                            | ${[{ from: '2025-07-11', to: '2025-07-31' }]}                                                                                     | ${'an extension ended it'}
    ${() => moved(begun(), [branch, extend('2025-07-15'), '2025-08-01'], [owner, submit, '2025-08-06'])}                                                                                             | ${[{ from: '2025-07-11', to: '2025-08-05' }]}                                                                                     | ${'an extension to a day that has passed ends none'}
    ${() => moved(begun(), [branch, extend('2025-09-01'), '2025-08-01'], [branch, extend('2025-10-10'), '2025-10-01'], [branch, extend('2025-10-15'), '2025-11-03'], [owner, submit, '2025-11-06'])} | ${[{ from: '2025-07-11', to: '2025-07-31' }, { from: '2025-09-02', to: '2025-09-30' }, { from: '2025-10-11', to: '2025-11-05' }]} | ${'what goes on leaves those before as they are'}
    ${() => begun()}                                                                                                                                                                                 | ${[]}                                                                                                                             | ${'what has not ended is found by its date'}
  `('is $overdue: $because', ({ history, overdue }) => {
    expect(counted(history()).overdue).toEqual(overdue);
  });

  it('begins on the day of entry if the due date has passed by then', () => {
    const entered = make(raise({ on: '2025-09-10' }), branch, { ...ASSIGN, due: { on: '2025-07-10' } }, '2025-09-10');
    const trend = trendTo('2025-10-15', statisticsOf(counted(entered)), new Map()).map(({ month, overdue }) => [
      month,
      overdue,
    ]);
    expect(trend.slice(-4)).toEqual([
      ['2025-07', 0],
      ['2025-08', 0],
      ['2025-09', 1],
      ['2025-10', 1],
    ]);
  });
});

describe('a move by an administrator', () => {
  it('contributes the same as a move by the office', () => {
    const by = (actor: typeof branch) => make(raise(), actor, { ...ASSIGN, reason: 'atas permintaan' }, '2025-06-23');
    expect(counted(by(ADMIN))).toEqual(counted(by(branch)));
  });
});
