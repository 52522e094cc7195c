import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import { type Body, type CommitmentHistory, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const secretariat = holderOf(PALOPO.branch);
const shown = ({ commitment }: CommitmentHistory) =>
  viewOf(commitment, new Date('2025-07-14T02:00:00.000Z'), DECREED_CALENDAR);

describe('a close move', () => {
  const close = (resolution: string, more: object = {}) =>
    make(SITUATIONS.verified(), secretariat, { move: 'close', resolution, ...more }, '2025-07-10');

  it('accepts the finding as resolution', () => {
    expect(shown(close('fulfilled'))).toMatchObject({
      stage: 'closed',
      resolution: 'fulfilled',
      finding: 'fulfilled',
      closedOn: '2025-07-10',
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 },
    });
  });

  it.each(['partlyFulfilled', 'cannotBeFulfilled'])(
    'needs a reason for %s if the finding is fulfilled',
    (resolution) => {
      expect(() => close(resolution)).toThrow(refusedAt('reason'));
      expect(shown(close(resolution, { reason: 'dua dari tiga puskesmas' }))).toMatchObject({
        resolution,
        finding: 'fulfilled',
      });
    },
  );

  it.each(['withdrawn', 'merged', 'closed', ''])('refuses the resolution %j', (resolution) => {
    expect(() => close(resolution, { reason: 'x' })).toThrow();
  });

  it('removes turn and timeliness', () => {
    expect(shown(close('fulfilled'))).not.toHaveProperty('turn', expect.anything());
    expect(shown(close('fulfilled'))).not.toHaveProperty('timeliness', expect.anything());
  });
});

describe('a withdraw move', () => {
  const withdraw = (change: object, history: CommitmentHistory = SITUATIONS.inProgress()) =>
    make(history, secretariat, { move: 'withdraw', reason: 'sudah diatur', ...change }, '2025-07-10');

  it('closes the commitment without a finding', () => {
    const after = shown(withdraw({ resolution: 'withdrawn' }));
    expect(after).toMatchObject({ stage: 'closed', resolution: 'withdrawn', closedOn: '2025-07-10' });
    expect(after).not.toHaveProperty('finding', expect.anything());
  });

  it('with the resolution merged stores the other commitment', () => {
    const after = withdraw({ resolution: 'merged', mergedInto: '7373-00000000000000000000' });
    expect(after.commitment).toMatchObject({ resolution: 'merged', mergedInto: '7373-00000000000000000000' });
  });

  it.each`
    change                                                                  | because
    ${{ resolution: 'merged' }}                                             | ${'the other commitment is missing'}
    ${{ resolution: 'withdrawn', mergedInto: '7373-00000000000000000000' }} | ${'a withdrawn commitment is not merged'}
    ${{ resolution: 'merged', mergedInto: '7373-abcdefabcdefabcdef01' }}    | ${'it cannot be merged into itself'}
  `('is refused for $change: $because', ({ change }) => {
    expect(() => withdraw(change)).toThrow(refusedAt('mergedInto'));
  });

  it.each(['fulfilled', 'cannotBeFulfilled'])('refuses the resolution %s', (resolution) => {
    expect(() => withdraw({ resolution })).toThrow();
  });
});

describe('a reopen move', () => {
  const reopen = (history: CommitmentHistory = SITUATIONS.closed(), due: object = { on: '2025-08-29' }) =>
    make(history, secretariat, { move: 'reopen', due, reason: 'keluhan berulang' }, '2025-07-14');

  it('returns the commitment to inProgress with a new due date, and keeps the first one', () => {
    expect(shown(reopen())).toMatchObject({
      stage: 'inProgress',
      ownerOffice: PALOPO.hospital,
      verifierOffice: PALOPO.dinkes,
      due: { on: '2025-08-29', first: '2025-07-10', extensions: 0 },
      turn: { office: PALOPO.hospital, action: 'deliver', dueOn: '2025-08-29' },
    });
  });

  it('removes resolution, finding, closing date, merge target and submission', () => {
    for (const gone of ['resolution', 'finding', 'closedOn', 'mergedInto', 'submission']) {
      expect(shown(reopen())).not.toHaveProperty(gone, expect.anything());
      expect(reopen().commitment).not.toHaveProperty(gone, expect.anything());
    }
  });

  it('keeps all events and adds one with the reason', () => {
    const before = SITUATIONS.closed();
    const after = reopen(before);
    expect(after.events.slice(0, -1)).toEqual(before.events);
    expect(after.events.at(-1)).toMatchObject({ move: 'reopen', reason: 'keluhan berulang', from: 'closed' });
  });

  it('accepts a commitment withdrawn in progress', () => {
    const body: Body = { move: 'withdraw', resolution: 'withdrawn', reason: 'sudah diatur' };
    expect(reopen(make(SITUATIONS.inProgress(), secretariat, body, '2025-07-10')).commitment.stage).toBe('inProgress');
  });

  it('refuses a commitment that was never assigned, and lists the missing parts', () => {
    const body: Body = { move: 'withdraw', resolution: 'withdrawn', reason: 'tercatat dua kali' };
    const history = make(raise(), secretariat, body, '2025-07-10');
    const missing = ['ownerOffice', 'verifierOffice', 'criterion'];
    expect(() => reopen(history)).toThrow(refusal('PartsMissingError', { missing }));
  });

  it.each`
    due                     | path        | because
    ${{ on: '2025-08-17' }} | ${'due.on'} | ${'it is a Sunday'}
    ${{ on: '2025-06-19' }} | ${'due'}    | ${'it is not after the forum'}
  `('to $due is refused: $because', ({ due, path }) => {
    expect(() => reopen(SITUATIONS.closed(), due)).toThrow(refusedAt(path));
  });
});

describe('a correct move', () => {
  const correct = (change: object, history: CommitmentHistory = SITUATIONS.inProgress()) =>
    make(history, secretariat, { move: 'correct', reason: 'salah tulis', ...change }, '2025-07-10');
  const statement = { id: 'Menurunkan waktu tunggu poliklinik menjadi 45 menit', en: 'Shorten waiting' };

  it.each`
    change
    ${{ statement }}
    ${{ category: 'rujukan' }}
    ${{ criterion: { evidence: { id: 'notula' } } }}
    ${{ criterion: { target: { comparator: '<=', value: 45, unit: { id: 'menit' } } } }}
    ${{ statement, category: 'rujukan' }}
  `('with $change changes only these fields', ({ change }) => {
    const before = SITUATIONS.inProgress();
    const after = correct(change, before);
    expect(shown(after)).toEqual({ ...shown(before), ...change, version: before.commitment.version + 1 });
    expect(Object.keys(after.events.at(-1)?.changes ?? {}).sort()).toEqual(Object.keys(change).sort());
  });

  it('refuses an empty change and an empty criterion', () => {
    expect(() => correct({})).toThrow(refusedAt('statement'));
    expect(() => correct({ criterion: {} })).toThrow(refusedAt('criterion'));
  });
});

describe('a note move', () => {
  it.each(['raised', 'inProgress', 'closed'] as const)(
    'on a commitment that is %s changes only the version',
    (situation) => {
      const before = SITUATIONS[situation]();
      const after = make(before, secretariat, { move: 'note', text: 'dibahas lagi' }, '2025-07-14');
      expect(shown(after)).toEqual({ ...shown(before), version: before.commitment.version + 1 });
    },
  );

  it('stores its text in its event', () => {
    const { events } = make(SITUATIONS.closed(), secretariat, { move: 'note', text: 'dibahas lagi' }, '2025-07-14');
    expect(events.at(-1)).toMatchObject({ move: 'note', changes: { note: 'dibahas lagi' } });
  });

  it('refuses a blank text', () => {
    expect(() => make(SITUATIONS.closed(), secretariat, { move: 'note', text: ' ' }, '2025-07-14')).toThrow();
  });
});
