import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import { type Body, type CommitmentHistory, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const secretariat = holderOf(PALOPO.branch);
const shown = ({ commitment }: CommitmentHistory) =>
  viewOf(commitment, new Date('2025-07-14T02:00:00.000Z'), DECREED_CALENDAR);

describe('a close', () => {
  const close = (resolution: string, more: object = {}) =>
    make(SITUATIONS.verified(), secretariat, { move: 'close', resolution, ...more }, '2025-07-10');

  it('takes the resolution that was found', () => {
    expect(shown(close('fulfilled'))).toMatchObject({
      stage: 'closed',
      resolution: 'fulfilled',
      finding: 'fulfilled',
      closedOn: '2025-07-10',
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 },
    });
  });

  it.each(['partlyFulfilled', 'cannotBeFulfilled'])('needs a reason for %s where fulfilled was found', (resolution) => {
    expect(() => close(resolution)).toThrow(refusedAt('reason'));
    expect(shown(close(resolution, { reason: 'dua dari tiga puskesmas' }))).toMatchObject({
      resolution,
      finding: 'fulfilled',
    });
  });

  it.each(['withdrawn', 'merged', 'closed', ''])('does not take %s for a resolution', (resolution) => {
    expect(() => close(resolution, { reason: 'x' })).toThrow();
  });

  it('leaves no turn, and nothing that is on time or late', () => {
    expect(shown(close('fulfilled'))).not.toHaveProperty('turn', expect.anything());
    expect(shown(close('fulfilled'))).not.toHaveProperty('timeliness', expect.anything());
  });
});

describe('a withdrawal', () => {
  const withdraw = (change: object, told: CommitmentHistory = SITUATIONS.inProgress()) =>
    make(told, secretariat, { move: 'withdraw', reason: 'sudah diatur', ...change }, '2025-07-10');

  it('closes without a finding', () => {
    const after = shown(withdraw({ resolution: 'withdrawn' }));
    expect(after).toMatchObject({ stage: 'closed', resolution: 'withdrawn', closedOn: '2025-07-10' });
    expect(after).not.toHaveProperty('finding', expect.anything());
  });

  it('as merged names the other commitment', () => {
    const after = withdraw({ resolution: 'merged', mergedInto: '7373-00000000000000000000' });
    expect(after.commitment).toMatchObject({ resolution: 'merged', mergedInto: '7373-00000000000000000000' });
  });

  it.each`
    change                                                                  | because
    ${{ resolution: 'merged' }}                                             | ${'the other one is not named'}
    ${{ resolution: 'withdrawn', mergedInto: '7373-00000000000000000000' }} | ${'what is withdrawn is not merged'}
    ${{ resolution: 'merged', mergedInto: '7373-abcdefabcdefabcdef01' }}    | ${'it cannot be merged into itself'}
  `('is refused for $change: $because', ({ change }) => {
    expect(() => withdraw(change)).toThrow(refusedAt('mergedInto'));
  });

  it.each(['fulfilled', 'cannotBeFulfilled'])('cannot find it %s', (resolution) => {
    expect(() => withdraw({ resolution })).toThrow();
  });
});

describe('a reopening', () => {
  const reopen = (told: CommitmentHistory = SITUATIONS.closed(), due: object = { on: '2025-08-29' }) =>
    make(told, secretariat, { move: 'reopen', due, reason: 'keluhan berulang' }, '2025-07-14');

  it('puts the commitment back to work with the new due date, and keeps the first one', () => {
    expect(shown(reopen())).toMatchObject({
      stage: 'inProgress',
      ownerOffice: PALOPO.hospital,
      verifierOffice: PALOPO.dinkes,
      due: { on: '2025-08-29', first: '2025-07-10', extensions: 0 },
      turn: { office: PALOPO.hospital, action: 'deliver', dueOn: '2025-08-29' },
    });
  });

  it('forgets how it ended', () => {
    for (const gone of ['resolution', 'finding', 'closedOn', 'mergedInto', 'submission']) {
      expect(shown(reopen())).not.toHaveProperty(gone, expect.anything());
      expect(reopen().commitment).not.toHaveProperty(gone, expect.anything());
    }
  });

  it('keeps the whole history, and adds why', () => {
    const before = SITUATIONS.closed();
    const after = reopen(before);
    expect(after.events.slice(0, -1)).toEqual(before.events);
    expect(after.events.at(-1)).toMatchObject({ move: 'reopen', reason: 'keluhan berulang', from: 'closed' });
  });

  it('of what was withdrawn in progress is possible', () => {
    const body: Body = { move: 'withdraw', resolution: 'withdrawn', reason: 'sudah diatur' };
    expect(reopen(make(SITUATIONS.inProgress(), secretariat, body, '2025-07-10')).commitment.stage).toBe('inProgress');
  });

  it('of what was never assigned is refused, and says what it lacks', () => {
    const body: Body = { move: 'withdraw', resolution: 'withdrawn', reason: 'tercatat dua kali' };
    const told = make(raise(), secretariat, body, '2025-07-10');
    const missing = ['ownerOffice', 'verifierOffice', 'criterion'];
    expect(() => reopen(told)).toThrow(refusal('PartsMissingError', { missing }));
  });

  it.each`
    due                     | path        | because
    ${{ on: '2025-08-17' }} | ${'due.on'} | ${'it is a Sunday'}
    ${{ on: '2025-06-19' }} | ${'due'}    | ${'it is not after the forum'}
  `('to $due is refused: $because', ({ due, path }) => {
    expect(() => reopen(SITUATIONS.closed(), due)).toThrow(refusedAt(path));
  });
});

describe('a correction', () => {
  const correct = (change: object, told: CommitmentHistory = SITUATIONS.inProgress()) =>
    make(told, secretariat, { move: 'correct', reason: 'salah tulis', ...change }, '2025-07-10');
  const statement = { id: 'Menurunkan waktu tunggu poliklinik menjadi 45 menit', en: 'Shorten waiting' };

  it.each`
    change
    ${{ statement }}
    ${{ category: 'rujukan' }}
    ${{ criterion: { evidence: { id: 'notula' } } }}
    ${{ criterion: { target: { comparator: '<=', value: 45, unit: { id: 'menit' } } } }}
    ${{ statement, category: 'rujukan' }}
  `('of $change changes that, and nothing else', ({ change }) => {
    const before = SITUATIONS.inProgress();
    const after = correct(change, before);
    expect(shown(after)).toEqual({ ...shown(before), ...change, version: before.commitment.version + 1 });
    expect(Object.keys(after.events.at(-1)?.changes ?? {}).sort()).toEqual(Object.keys(change).sort());
  });

  it('is refused where it says nothing, or takes the measure away', () => {
    expect(() => correct({})).toThrow(refusedAt('statement'));
    expect(() => correct({ criterion: {} })).toThrow(refusedAt('criterion'));
  });
});

describe('a note', () => {
  it.each(['raised', 'inProgress', 'closed'] as const)('on what is %s changes nothing but the version', (situation) => {
    const before = SITUATIONS[situation]();
    const after = make(before, secretariat, { move: 'note', text: 'dibahas lagi' }, '2025-07-14');
    expect(shown(after)).toEqual({ ...shown(before), version: before.commitment.version + 1 });
  });

  it('stands in its event', () => {
    const { events } = make(SITUATIONS.closed(), secretariat, { move: 'note', text: 'dibahas lagi' }, '2025-07-14');
    expect(events.at(-1)).toMatchObject({ move: 'note', changes: { note: 'dibahas lagi' } });
  });

  it('is refused without a text', () => {
    expect(() => make(SITUATIONS.closed(), secretariat, { move: 'note', text: ' ' }, '2025-07-14')).toThrow();
  });
});
