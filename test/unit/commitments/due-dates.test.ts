import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { decideDue, dueInput } from '../../../functions/commitments/dues.ts';
import { type Body, FORUM, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const place = { region: '73.73', forumDay: '2025-06-19' };
const decide = (params: object, at: object = place, after?: string) =>
  decideDue(dueInput.parse(params), { ...place, ...at }, DECREED_CALENDAR, after);

describe('a due date', () => {
  it.each`
    params                                     | on              | because
    ${{ on: '2025-07-10' }}                    | ${'2025-07-10'} | ${'it is named'}
    ${{ on: '2025-06-20' }}                    | ${'2025-06-20'} | ${'the day after the forum is allowed'}
    ${{ workingDays: 14 }}                     | ${'2025-07-10'} | ${'it counts from the forum'}
    ${{ workingDays: 5, from: '2025-07-10' }}  | ${'2025-07-17'} | ${'it counts from the day named'}
    ${{ workingDays: 14, from: '2025-06-10' }} | ${'2025-07-01'} | ${'it may count from a day before the forum'}
    ${{ workingDays: 250 }}                    | ${'2026-07-06'} | ${'it may be a working year away'}
  `('$params is $on: $because', ({ params, on }) => {
    expect(decide(params).on).toBe(on);
  });

  it('set in working days stores them, so that a changed calendar can recalculate it', () => {
    expect(decide({ workingDays: 14 }).counted).toEqual({ workingDays: 14, from: '2025-06-19' });
    expect(decide({ on: '2025-07-10' })).not.toHaveProperty('counted');
  });

  it('may be in the past, because forums are entered late', () => {
    expect(decide({ on: '2021-06-10' }, { forumDay: '2021-05-20' }).on).toBe('2021-06-10');
  });

  it.each`
    on              | proposal
    ${'2025-07-12'} | ${'Senin, 14 Juli 2025 (2025-07-14)'}
    ${'2025-06-27'} | ${'Senin, 30 Juni 2025 (2025-06-30)'}
    ${'2025-08-18'} | ${'Selasa, 19 Agustus 2025 (2025-08-19)'}
    ${'2025-12-25'} | ${'Senin, 29 Desember 2025 (2025-12-29)'}
  `('$on is not a working day: the refusal proposes $proposal', ({ on, proposal }) => {
    const message = expect.stringContaining(proposal);
    expect(() => decide({ on })).toThrow(refusal('InputRefusedError', { problems: [{ path: 'due.on', message }] }));
  });

  it.each`
    params                                    | at                            | path          | because
    ${{ on: '2025-06-19' }}                   | ${{}}                         | ${'due'}      | ${'it is the day of the forum'}
    ${{ on: '2025-06-18' }}                   | ${{}}                         | ${'due'}      | ${'it is before the forum'}
    ${{ workingDays: 1, from: '2025-06-10' }} | ${{}}                         | ${'due'}      | ${'it ends before the forum'}
    ${{ workingDays: 5, from: '2199-12-30' }} | ${{}}                         | ${'due'}      | ${'it ends in an unsupported year'}
    ${{ workingDays: 14 }}                    | ${{ forumDay: undefined }}    | ${'due.from'} | ${'the day of the forum is unknown'}
    ${{ on: '2025-06-24' }}                   | ${{ forumDay: '2025-06-30' }} | ${'due'}      | ${'a forum known to the month counts from its last day'}
  `('$params is refused: $because', ({ params, at, path }) => {
    expect(() => decide(params, at)).toThrow(refusedAt(path));
  });

  it('of a forum with unknown date may be a date, or count from a named day', () => {
    expect(decide({ on: '2025-07-10' }, { forumDay: undefined }).on).toBe('2025-07-10');
    expect(decide({ workingDays: 5, from: '2025-07-10' }, { forumDay: undefined }).on).toBe('2025-07-17');
  });

  it('of a forum known to the month counts from the last day of the month, through raise and assignment', () => {
    const history = raise({ at: { ...FORUM, date: '2025-06', datePrecision: 'month' } });
    const body: Body = {
      move: 'assign',
      ownerOffice: PALOPO.hospital,
      verifierOffice: PALOPO.dinkes,
      due: { workingDays: 3 },
      criterion: { evidence: { id: 'laporan' } },
    };
    expect(make(history, holderOf(PALOPO.branch), body, '2025-07-01').commitment).toMatchObject({
      due: { on: '2025-07-03', counted: { workingDays: 3, from: '2025-06-30' } },
    });
  });

  it.each`
    params                                    | because
    ${{ workingDays: 0 }}                     | ${'zero days are not a term'}
    ${{ workingDays: -1 }}                    | ${'days are positive'}
    ${{ workingDays: 251 }}                   | ${'a year has about 250'}
    ${{ workingDays: 2.5 }}                   | ${'days are whole'}
    ${{ workingDays: '5' }}                   | ${'it is a string'}
    ${{ on: '2025-02-30' }}                   | ${'there is no such day'}
    ${{ on: '2025-07-10', workingDays: 5 }}   | ${'date and working days exclude each other'}
    ${{ from: '2025-07-10' }}                 | ${'date or working days are missing'}
    ${{}}                                     | ${'date or working days are missing'}
    ${'2025-07-10'}                           | ${'it is not an object'}
    ${{ workingDays: 5, from: '9999-12-31' }} | ${'the year is unsupported'}
  `('refuses $params: $because', ({ params }) => {
    expect(dueInput.safeParse(params).success).toBe(false);
  });
});

describe('an extension of the due date', () => {
  const owner = holderOf(PALOPO.hospital);
  const secretariat = holderOf(PALOPO.branch);
  const extend = (history = SITUATIONS.inProgress(), on = '2025-07-24', day = '2025-06-26') =>
    make(history, secretariat, { move: 'extend', due: { on }, reason: 'pengadaan' }, day);

  it('keeps the first due date and counts extensions', () => {
    const twice = extend(extend(), '2025-08-29', '2025-07-01');
    expect(twice.commitment).toMatchObject({ due: { on: '2025-08-29', first: '2025-07-10', extensions: 2 } });
  });

  it('ends the pending request and gives the turn back to the owner', () => {
    const after = extend(SITUATIONS.awaitingAnswer()).commitment;
    expect('extensionRequested' in after ? after.extensionRequested : undefined).toBeUndefined();
    expect(after).toMatchObject({ turn: { action: 'deliver', dueOn: '2025-07-24' } });
  });

  it('may set another date than the requested one', () => {
    expect(extend(SITUATIONS.awaitingAnswer(), '2025-07-16').commitment).toMatchObject({ due: { on: '2025-07-16' } });
  });

  it('is possible for an overdue commitment, even to a past date', () => {
    expect(extend(SITUATIONS.inProgress(), '2025-07-24', '2025-08-01').commitment).toMatchObject({
      due: { on: '2025-07-24' },
    });
  });

  it('to a named date removes the stored working days', () => {
    expect(extend().commitment).not.toHaveProperty('due.counted', expect.anything());
  });

  it.each`
    on              | path        | because
    ${'2025-07-10'} | ${'due'}    | ${'it is the present date'}
    ${'2025-07-09'} | ${'due'}    | ${'it is earlier than the present date'}
    ${'2025-07-12'} | ${'due.on'} | ${'it is no working day'}
  `('to $on is refused, as is the request for it: $because', ({ on, path }) => {
    const ask: Body = { move: 'requestExtension', due: { on }, reason: 'pengadaan' };
    expect(() => extend(SITUATIONS.inProgress(), on)).toThrow(refusedAt(path));
    expect(() => make(SITUATIONS.inProgress(), owner, ask, '2025-06-26')).toThrow(refusedAt(path));
  });

  it('that is requested stores the requested date, and changes neither date nor count', () => {
    expect(SITUATIONS.awaitingAnswer().commitment).toMatchObject({
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 },
      extensionRequested: { on: '2025-07-24', since: '2025-06-25' },
      turn: { office: PALOPO.branch, action: 'answerExtension', dueOn: '2025-07-01' },
    });
  });

  it('is not granted by an unanswered request', () => {
    const body: Body = { move: 'note', text: 'belum dijawab' };
    const after = make(SITUATIONS.awaitingAnswer(), owner, body, '2025-09-01').commitment;
    expect(after).toMatchObject({ due: { on: '2025-07-10', extensions: 0 }, extensionRequested: { on: '2025-07-24' } });
  });

  it('that is refused keeps the date and gives the turn back to the owner', () => {
    const body: Body = { move: 'refuseExtension', reason: 'waktu cukup' };
    const after = make(SITUATIONS.awaitingAnswer(), secretariat, body, '2025-06-26').commitment;
    expect(after).toMatchObject({
      due: { on: '2025-07-10', extensions: 0 },
      turn: { office: PALOPO.hospital, action: 'deliver', dueOn: '2025-07-10' },
    });
  });

  it('cannot be requested twice before an answer', () => {
    const body: Body = { move: 'requestExtension', due: { on: '2025-08-29' }, reason: 'lagi' };
    expect(() => make(SITUATIONS.awaitingAnswer(), owner, body, '2025-06-26')).toThrow(refusal('MoveNotPossibleError'));
  });

  it('is no longer requested after evidence is submitted', () => {
    const body: Body = { move: 'submit', evidence: [{ letter: { number: '1', date: '2025-06-26' } }] };
    const after = make(SITUATIONS.awaitingAnswer(), owner, body, '2025-06-26').commitment;
    expect('extensionRequested' in after ? after.extensionRequested : undefined).toBeUndefined();
  });
});
