import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { decideDue, dueInput } from '../../../functions/commitments/dues.ts';
import { type Body, FORUM, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const place = { region: '73.73', forumDay: '2025-06-19' };
const decide = (given: object, at: object = place, after?: string) =>
  decideDue(dueInput.parse(given), { ...place, ...at }, DECREED_CALENDAR, after);

describe('a due date', () => {
  it.each`
    given                                      | on              | because
    ${{ on: '2025-07-10' }}                    | ${'2025-07-10'} | ${'it is named'}
    ${{ on: '2025-06-20' }}                    | ${'2025-06-20'} | ${'the day after the forum will do'}
    ${{ workingDays: 14 }}                     | ${'2025-07-10'} | ${'it counts from the forum'}
    ${{ workingDays: 5, from: '2025-07-10' }}  | ${'2025-07-17'} | ${'it counts from the day named'}
    ${{ workingDays: 14, from: '2025-06-10' }} | ${'2025-07-01'} | ${'it may count from a day before the forum'}
    ${{ workingDays: 250 }}                    | ${'2026-07-06'} | ${'it may be a working year away'}
  `('$given is $on: $because', ({ given, on }) => {
    expect(decide(given).on).toBe(on);
  });

  it('that was given in working days remembers how, so that a changed calendar can count again', () => {
    expect(decide({ workingDays: 14 }).counted).toEqual({ workingDays: 14, from: '2025-06-19' });
    expect(decide({ on: '2025-07-10' })).not.toHaveProperty('counted');
  });

  it('may have passed already: forums are entered late', () => {
    expect(decide({ on: '2021-06-10' }, { forumDay: '2021-05-20' }).on).toBe('2021-06-10');
  });

  it.each`
    on              | proposal
    ${'2025-07-12'} | ${'Senin, 14 Juli 2025 (2025-07-14)'}
    ${'2025-06-27'} | ${'Senin, 30 Juni 2025 (2025-06-30)'}
    ${'2025-08-18'} | ${'Selasa, 19 Agustus 2025 (2025-08-19)'}
    ${'2025-12-25'} | ${'Senin, 29 Desember 2025 (2025-12-29)'}
  `('$on is no working day; $proposal is proposed', ({ on, proposal }) => {
    const message = expect.stringContaining(proposal);
    expect(() => decide({ on })).toThrow(refusal('InputRefusedError', { problems: [{ path: 'due.on', message }] }));
  });

  it.each`
    given                                     | at                            | path          | because
    ${{ on: '2025-06-19' }}                   | ${{}}                         | ${'due'}      | ${'it is the day of the forum'}
    ${{ on: '2025-06-18' }}                   | ${{}}                         | ${'due'}      | ${'it lies before the forum'}
    ${{ workingDays: 1, from: '2025-06-10' }} | ${{}}                         | ${'due'}      | ${'it ends before the forum'}
    ${{ workingDays: 5, from: '2199-12-30' }} | ${{}}                         | ${'due'}      | ${'it ends in a year that cannot be meant'}
    ${{ workingDays: 14 }}                    | ${{ forumDay: undefined }}    | ${'due.from'} | ${'the day of the forum is unknown'}
    ${{ on: '2025-06-24' }}                   | ${{ forumDay: '2025-06-30' }} | ${'due'}      | ${'a forum in June counts from its last day'}
  `('$given is refused: $because', ({ given, at, path }) => {
    expect(() => decide(given, at)).toThrow(refusedAt(path));
  });

  it('of a forum whose day is unknown may be named, or counted from a day that is named', () => {
    expect(decide({ on: '2025-07-10' }, { forumDay: undefined }).on).toBe('2025-07-10');
    expect(decide({ workingDays: 5, from: '2025-07-10' }, { forumDay: undefined }).on).toBe('2025-07-17');
  });

  it('of a forum known to the month counts from its last day, all the way from the raise', () => {
    const told = raise({ at: { ...FORUM, date: '2025-06', datePrecision: 'month' } });
    const body: Body = {
      move: 'assign',
      ownerOffice: PALOPO.hospital,
      verifierOffice: PALOPO.dinkes,
      due: { workingDays: 3 },
      criterion: { evidence: { id: 'laporan' } },
    };
    expect(make(told, holderOf(PALOPO.branch), body, '2025-07-01').commitment).toMatchObject({
      due: { on: '2025-07-03', counted: { workingDays: 3, from: '2025-06-30' } },
    });
  });

  it.each`
    given                                     | because
    ${{ workingDays: 0 }}                     | ${'no time is no term'}
    ${{ workingDays: -1 }}                    | ${'time does not run back'}
    ${{ workingDays: 251 }}                   | ${'a year has about 250'}
    ${{ workingDays: 2.5 }}                   | ${'days are whole'}
    ${{ workingDays: '5' }}                   | ${'a number is a number'}
    ${{ on: '2025-02-30' }}                   | ${'there is no such day'}
    ${{ on: '2025-07-10', workingDays: 5 }}   | ${'it is one or the other'}
    ${{ from: '2025-07-10' }}                 | ${'something is missing'}
    ${{}}                                     | ${'something is missing'}
    ${'2025-07-10'}                           | ${'it says how it is meant'}
    ${{ workingDays: 5, from: '9999-12-31' }} | ${'counting would never end'}
  `('cannot be given as $given: $because', ({ given }) => {
    expect(dueInput.safeParse(given).success).toBe(false);
  });
});

describe('an extension', () => {
  const owner = holderOf(PALOPO.hospital);
  const secretariat = holderOf(PALOPO.branch);
  const extend = (told = SITUATIONS.inProgress(), on = '2025-07-24', day = '2025-06-26') =>
    make(told, secretariat, { move: 'extend', due: { on }, reason: 'pengadaan' }, day);

  it('keeps the first due date and counts', () => {
    const twice = extend(extend(), '2025-08-29', '2025-07-01');
    expect(twice.commitment).toMatchObject({ due: { on: '2025-08-29', first: '2025-07-10', extensions: 2 } });
  });

  it('answers what was asked for', () => {
    const after = extend(SITUATIONS.awaitingAnswer()).commitment;
    expect('extensionRequested' in after ? after.extensionRequested : undefined).toBeUndefined();
    expect(after).toMatchObject({ turn: { action: 'deliver', dueOn: '2025-07-24' } });
  });

  it('may be another date than was asked for', () => {
    expect(extend(SITUATIONS.awaitingAnswer(), '2025-07-16').commitment).toMatchObject({ due: { on: '2025-07-16' } });
  });

  it('of what is overdue is possible, even to a date that has passed', () => {
    expect(extend(SITUATIONS.inProgress(), '2025-07-24', '2025-08-01').commitment).toMatchObject({
      due: { on: '2025-07-24' },
    });
  });

  it('of a counted date to a named one forgets how it was counted', () => {
    expect(extend().commitment).not.toHaveProperty('due.counted', expect.anything());
  });

  it.each`
    on              | path        | because
    ${'2025-07-10'} | ${'due'}    | ${'it is the present date'}
    ${'2025-07-09'} | ${'due'}    | ${'it is earlier than the present date'}
    ${'2025-07-12'} | ${'due.on'} | ${'it is no working day'}
  `('to $on is refused, and need not be asked for: $because', ({ on, path }) => {
    const ask: Body = { move: 'requestExtension', due: { on }, reason: 'pengadaan' };
    expect(() => extend(SITUATIONS.inProgress(), on)).toThrow(refusedAt(path));
    expect(() => make(SITUATIONS.inProgress(), owner, ask, '2025-06-26')).toThrow(refusedAt(path));
  });

  it('that is asked for changes neither date nor count, but says what is wanted and since when', () => {
    expect(SITUATIONS.awaitingAnswer().commitment).toMatchObject({
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 },
      extensionRequested: { on: '2025-07-24', since: '2025-06-25' },
      turn: { office: PALOPO.branch, action: 'answerExtension', dueOn: '2025-07-01' },
    });
  });

  it('is not given by silence: long after, the date is what it was', () => {
    const body: Body = { move: 'note', text: 'belum dijawab' };
    const after = make(SITUATIONS.awaitingAnswer(), owner, body, '2025-09-01').commitment;
    expect(after).toMatchObject({ due: { on: '2025-07-10', extensions: 0 }, extensionRequested: { on: '2025-07-24' } });
  });

  it('that is refused leaves the date and gives the turn back', () => {
    const body: Body = { move: 'refuseExtension', reason: 'waktu cukup' };
    const after = make(SITUATIONS.awaitingAnswer(), secretariat, body, '2025-06-26').commitment;
    expect(after).toMatchObject({
      due: { on: '2025-07-10', extensions: 0 },
      turn: { office: PALOPO.hospital, action: 'deliver', dueOn: '2025-07-10' },
    });
  });

  it('is not asked for twice before it is answered', () => {
    const body: Body = { move: 'requestExtension', due: { on: '2025-08-29' }, reason: 'lagi' };
    expect(() => make(SITUATIONS.awaitingAnswer(), owner, body, '2025-06-26')).toThrow(refusal('MoveNotPossibleError'));
  });

  it('is moot once the evidence is handed in', () => {
    const body: Body = { move: 'submit', evidence: [{ letter: { number: '1', date: '2025-06-26' } }] };
    const after = make(SITUATIONS.awaitingAnswer(), owner, body, '2025-06-26').commitment;
    expect('extensionRequested' in after ? after.extensionRequested : undefined).toBeUndefined();
  });
});
