import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import { submissionsOf } from '../../../functions/commitments/events.ts';
import {
  ARRIVED,
  AWAITED,
  type Body,
  type CommitmentHistory,
  contextOn,
  LETTER,
  make,
  SITUATIONS,
} from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const owner = holderOf(PALOPO.hospital);
const verifier = holderOf(PALOPO.dinkes);
const submit = (evidence: unknown, on = '2025-07-07', history = SITUATIONS.inProgress()) =>
  make(history, owner, { move: 'submit', evidence }, on);

describe('a submit move', () => {
  it.each`
    evidence                                                        | because
    ${[ARRIVED]}                                                    | ${'a file that has arrived'}
    ${[LETTER]}                                                     | ${'a letter by number and date'}
    ${[ARRIVED, LETTER]}                                            | ${'both'}
    ${[{ letter: { number: '445/217/RSUD', date: '2025-07-07' } }]} | ${'a letter dated today'}
  `('accepts $evidence: $because', ({ evidence }) => {
    expect(submit(evidence).commitment).toMatchObject({ turn: { office: PALOPO.dinkes, action: 'verify' } });
  });

  it.each`
    evidence              | because
    ${undefined}          | ${'evidence is absent'}
    ${[]}                 | ${'evidence is empty'}
    ${[AWAITED]}          | ${'the file has not arrived'}
    ${[ARRIVED, AWAITED]} | ${'one of the files has not arrived'}
  `('reports missing evidence for $evidence: $because', ({ evidence }) => {
    expect(() => submit(evidence)).toThrow(refusal('PartsMissingError', { missing: ['evidence'] }));
  });

  it.each`
    evidence                                                        | path                        | because
    ${[ARRIVED, 'e3']}                                              | ${'evidence.1'}             | ${'it is not evidence of this commitment'}
    ${[{ letter: { number: '445/217/RSUD', date: '2025-07-08' } }]} | ${'evidence.0.letter.date'} | ${'the letter is dated tomorrow'}
  `('is refused for $evidence: $because', ({ evidence, path }) => {
    expect(() => submit(evidence)).toThrow(refusedAt(path));
  });

  it('is dated by the local day in the region', () => {
    const night = { now: new Date('2025-07-07T16:30:00.000Z') };
    const letter = { letter: { number: '1', date: '2025-07-08' } };
    const after = make(SITUATIONS.inProgress(), owner, { move: 'submit', evidence: [letter] }, '2025-07-07', night);
    expect(after.commitment).toMatchObject({ turn: { dueOn: '2025-07-22' } });
  });

  it('keeps the version of a file’s first submission when the file is submitted again', () => {
    const more = contextOn('2025-07-10', {
      evidence: new Map([
        [ARRIVED, { hasArrived: true }],
        ['e3', { hasArrived: true }],
      ]),
    });
    const again = make(SITUATIONS.sentBack(), owner, { move: 'submit', evidence: [ARRIVED, 'e3'] }, '2025-07-10', more);
    expect([...submissionsOf(again.events)]).toEqual([
      [ARRIVED, 4],
      ['e3', 6],
    ]);
  });

  it('stores evidence and note in its event', () => {
    expect(JSON.stringify(SITUATIONS.submitted().events.at(-1))).toContain('terlampir');
    expect(JSON.stringify(SITUATIONS.submitted().events.at(-1))).toContain('445/217/RSUD');
  });
});

describe('a sendBack move', () => {
  const sendBack = (on: string, history = SITUATIONS.submitted(), by = verifier) =>
    make(history, by, { move: 'sendBack', reason: 'belum lengkap' }, on).commitment;

  it.each`
    on              | dueOn           | because
    ${'2025-07-07'} | ${'2025-07-14'} | ${'five working days end after the due date'}
    ${'2025-07-08'} | ${'2025-07-15'} | ${'five working days end after the due date'}
    ${'2025-09-01'} | ${'2025-09-09'} | ${'a slow verifier does not make the owner late; 5 September is a holiday'}
  `('on $on sets the delivery turn to $dueOn: $because', ({ on, dueOn }) => {
    expect(sendBack(on)).toMatchObject({ turn: { office: PALOPO.hospital, action: 'deliver', dueOn } });
  });

  it('keeps the due date for the turn if it is later than five working days', () => {
    const early = submit([LETTER], '2025-06-25', SITUATIONS.inProgress());
    expect(sendBack('2025-06-26', early)).toMatchObject({ turn: { dueOn: '2025-07-10' } });
  });

  it('does not change the due date itself', () => {
    expect(sendBack('2025-09-01')).toMatchObject({ due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 } });
  });

  it('keeps the start of the stage, except when it leaves the verified stage', () => {
    expect(sendBack('2025-07-09')).toMatchObject({ stageSince: '2025-06-24' });
    const after = sendBack('2025-07-10', SITUATIONS.verified(), holderOf(PALOPO.sekda));
    expect(after).toMatchObject({ stageSince: '2025-07-10' });
  });

  it('after the verification removes the finding', () => {
    const after = sendBack('2025-07-10', SITUATIONS.verified(), holderOf(PALOPO.sekda));
    expect(viewOf(after, new Date('2025-07-10T02:00:00Z'), DECREED_CALENDAR)).not.toHaveProperty(
      'finding',
      expect.anything(),
    );
    expect(after).toMatchObject({ stage: 'inProgress', turn: { dueOn: '2025-07-17' } });
  });

  it('after the verification is not permitted to the verifier', () => {
    expect(() => sendBack('2025-07-10', SITUATIONS.verified())).toThrow(refusal('NotPermittedError'));
  });
});

describe('a verify move', () => {
  const target = { comparator: '>=', value: '74,4', unit: { id: 'persen' } };
  const measured = () => SITUATIONS.submitted({ criterion: { target } });
  const verify = (change: object, history: CommitmentHistory = SITUATIONS.submitted()) => {
    const body: Body = { move: 'verify', finding: 'fulfilled', ...change };
    return make(history, verifier, body, '2025-07-08');
  };

  it.each(['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled'])('accepts the finding %s and shows it', (finding) => {
    const { commitment } = verify({ finding });
    expect(viewOf(commitment, new Date('2025-07-08T02:00:00Z'), DECREED_CALENDAR)).toMatchObject({
      stage: 'verified',
      finding,
    });
  });

  it.each(['notYet', 'withdrawn', 'merged', ''])('refuses the finding %j', (finding) => {
    expect(() => verify({ finding })).toThrow();
  });

  it('of named evidence needs no reading', () => {
    expect(verify({}).commitment.stage).toBe('verified');
  });

  it('of a numeric target needs a reading, or a reason for its absence', () => {
    expect(() => verify({}, measured())).toThrow(refusedAt('reading'));
    expect(verify({ reason: 'dasbor belum tersedia' }, measured()).commitment.stage).toBe('verified');
  });

  it('stores the reading with its date in its event, also above 100 %', () => {
    const reading = { value: '103,2', asOf: '2025-07-08', numerator: '390.777', denominator: 378660 };
    const { commitment, events } = verify({ reading }, measured());
    expect(commitment.stage).toBe('verified');
    expect(JSON.stringify(events.at(-1)?.changes)).toContain('"value":103.2');
    expect(JSON.stringify(events.at(-1)?.changes)).toContain('"numerator":390777');
  });

  it('refuses a reading dated in the future', () => {
    const reading = { value: 75, asOf: '2025-07-09' };
    expect(() => verify({ reading }, measured())).toThrow(refusedAt('reading.asOf'));
  });
});
