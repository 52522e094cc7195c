import { describe, expect, it } from 'vitest';
import { TableCalendarStore } from '../../../functions/calendar/calendar.store.ts';
import { findStoredCommitment } from '../../../functions/commitments/stored-commitment.store.ts';
import type { Delivery, LetterSender } from '../../../functions/notifications/letter-sender.service.ts';
import { type Composed, type LetterKey, letterId } from '../../../functions/notifications/letters.ts';
import type { OfficeNotification } from '../../../functions/notifications/notification-times.ts';
import { TableOfficeStore } from '../../../functions/offices/offices.store.ts';
import { derivedId } from '../../../functions/platform/values/ids.ts';
import type { RecalculationLetter } from '../../../functions/recalculation/recalculation-letters.ts';
import { notificationsOf } from '../../../functions/recalculation/recalculation-letters.ts';
import { RecalculationNotifier } from '../../../functions/recalculation/recalculation-notifier.service.ts';
import { TableRecalculationProgressStore } from '../../../functions/recalculation/recalculation-progress.store.ts';
import { make, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { idOf, NOW, RecalculationHarness, RUN } from '../../harness/recalculation-harness.ts';

/** 8 July 2025 was decreed: NOW, the day before, is ten in the morning in Palopo, on a Monday. */
const OFF = '2025-07-08';
const MINUTE_MS = 60_000;
const hospital = OFFICES.get(PALOPO.hospital);

/** A letter sender that stores each letter once, with a planned outcome. */
class RecordingSender implements LetterSender {
  readonly letters = new Map<string, Composed>();
  readonly asked: string[] = [];
  outcome: (office: string) => Delivery = () => 'sent';

  async deliver(key: LetterKey, _runId: string | undefined, compose: () => Promise<Composed | undefined>) {
    this.asked.push(key.office);
    if (this.letters.has(letterId(key))) return 'before';
    const composed = await compose();
    if (composed === undefined) return 'nothing';
    const outcome = this.outcome(key.office);
    if (outcome === 'sent') this.letters.set(letterId(key), composed);
    return outcome;
  }
}

class NotifierWorld extends RecalculationHarness {
  readonly post = new RecordingSender();
  readonly rendered: RecalculationLetter[] = [];
  readonly journal = new TableRecalculationProgressStore(this.table);

  teller(): RecalculationNotifier {
    return new RecalculationNotifier({
      findCommitment: (commitmentId) => findStoredCommitment(this.table, commitmentId),
      offices: new TableOfficeStore(this.table, () => 0),
      calendars: new TableCalendarStore(this.table, () => 0),
      progress: this.journal,
      sender: this.post,
      render: (letter) => {
        this.rendered.push(letter);
        return { subject: 'Tenggat', html: '<p>Tenggat</p>', text: 'Tenggat' };
      },
    });
  }

  async tell(now: Date, runId: string = RUN.runId): Promise<Date | undefined> {
    return await this.teller().notify(runId, RUN.year, now);
  }

  async outcomes(): Promise<Readonly<Record<string, OfficeNotification['outcome']>>> {
    return Object.fromEntries(
      (await this.journal.notifications(RUN.runId)).map(({ office, outcome }) => [office, outcome]),
    );
  }
}

/** A run that moved dates of two commitments of the hospital; the health office verifies one of them. */
async function moved(): Promise<NotifierWorld> {
  const world = new NotifierWorld();
  await world.enterOffices();
  world.enter(1, SITUATIONS.inProgress());
  world.enter(2, SITUATIONS.submitted());
  await world.decree(OFF);
  await world.recalculator().recalculatePage(RUN, undefined, NOW);
  for (const notification of notificationsOf(await world.journal.moved(RUN.runId)))
    await world.journal.expect(RUN.runId, notification);
  return world;
}

const LETTERS = ['73_73-dinkes', '73_73-rsud'].map(
  (office) => `${office}_2025-07-07-recalculation-${derivedId(RUN.runId)}`,
);
const at = (time: string) => new Date(`2025-07-07T${time}:00.000Z`);

describe('notifying the offices of a recalculation', () => {
  it('sends each office one letter with all its moved dates', async () => {
    const world = await moved();
    expect(await world.tell(NOW)).toBeUndefined();
    expect([...world.post.letters.keys()]).toEqual(LETTERS);
    expect(world.post.letters.get(LETTERS[1] ?? '')).toMatchObject({
      addresses: [hospital?.email],
      reasons: ['recalculation'],
      commitments: [idOf(1), idOf(2)],
      subject: 'Tenggat',
    });
    const line = { statement: expect.stringContaining('waktu tunggu'), region: '73.73', isProvisional: false };
    expect(world.rendered).toMatchObject([
      {
        office: { officeId: PALOPO.dinkes },
        next: { office: 'Sekretaris Daerah Kota Palopo' },
        moved: [{ line: { ...line, action: 'verify', dueOn: '2025-07-22', daysLate: -10 }, from: '2025-07-21' }],
      },
      {
        office: { officeId: PALOPO.hospital },
        next: { office: 'Dinas Kesehatan Kota Palopo' },
        day: '2025-07-07',
        decree: 'SKB-2025-amendment (SKB 933/1/3 of 2025)',
        moved: [1, 2].map((number) => ({
          line: { ...line, commitmentId: idOf(number), action: 'deliver', dueOn: '2025-07-11', daysLate: -3 },
          from: '2025-07-10',
          to: '2025-07-11',
        })),
      },
    ]);
    expect(await world.outcomes()).toEqual({ [PALOPO.dinkes]: 'sent', [PALOPO.hospital]: 'sent' });
  });

  it('does not send a letter twice', async () => {
    const world = await moved();
    await world.tell(NOW);
    expect(await world.tell(new Date(NOW.getTime() + MINUTE_MS))).toBeUndefined();
    expect(world.post.asked).toHaveLength(2);
  });

  it('sends a letter for each of two runs with the dates of that run', async () => {
    const world = await moved();
    await world.decree(OFF, '2025-07-09');
    await world.tell(NOW);
    const next = { ...RUN, runId: `${RUN.runId}-next` };
    await world.recalculator().recalculatePage(next, undefined, NOW);
    const notifications = notificationsOf(await world.journal.moved(next.runId));
    for (const notification of notifications) await world.journal.expect(next.runId, notification);
    await world.tell(NOW, next.runId);
    expect(world.rendered.at(-1)?.moved).toMatchObject([{ to: '2025-07-14' }, { to: '2025-07-14' }]);
    expect(world.post.letters.size).toBe(2 + notifications.length);
  });

  it('repeats an unknown letter under the same key after another calendar version', async () => {
    const world = await moved();
    const names: string[] = [];
    world.post.deliver = async (key) => {
      names.push(letterId(key));
      return 'unknown';
    };
    const goesOn = await world.tell(NOW);
    await world.decree(OFF, '2025-07-09');
    await world.tell(goesOn ?? NOW);
    expect(names).toEqual([...LETTERS, ...LETTERS]);
  });

  it.each`
    now            | goesOn                        | because
    ${at('08:00')} | ${'2025-07-08T23:30:00.000Z'} | ${'it is 16:00 in Palopo, and the next day is off'}
    ${at('23:29')} | ${'2025-07-08T23:30:00.000Z'} | ${'the day that has begun is off'}
  `('waits for office hours from $now to $goesOn because $because', async ({ now, goesOn }) => {
    const world = await moved();
    expect(await world.tell(now)).toEqual(new Date(goesOn));
    expect(world.post.asked).toEqual([]);
    expect(await world.tell(new Date(goesOn))).toBeUndefined();
    expect(world.post.letters.size).toBe(2);
  });

  it('leaves out dates that have changed since', async () => {
    const world = await moved();
    const { commitment } = world.stored(idOf(1));
    const again = make(
      { commitment, events: [] },
      holderOf(PALOPO.branch),
      { move: 'extend', due: { on: '2025-07-18' }, reason: 'pengadaan' },
      '2025-07-07',
    );
    world.enter(1, again);
    await world.tell(NOW);
    expect(world.post.letters.get(LETTERS[1] ?? '')?.commitments).toEqual([idOf(2)]);
  });

  it('sends no letter if no moved date still applies', async () => {
    const world = await moved();
    for (const number of [1, 2]) world.enter(number, SITUATIONS.closed());
    expect(await world.tell(NOW)).toBeUndefined();
    expect(await world.outcomes()).toEqual({ [PALOPO.dinkes]: 'nothing', [PALOPO.hospital]: 'nothing' });
  });

  it('records an unreachable office and continues', async () => {
    const world = await moved();
    await world.journal.expect(RUN.runId, { office: '73.73-tidak-ada', dates: 1, tries: 0 });
    expect(await world.tell(NOW)).toBeUndefined();
    expect(await world.outcomes()).toMatchObject({ '73.73-tidak-ada': 'unreachable', [PALOPO.hospital]: 'sent' });
  });

  it.each(['refused', 'unknown'] as const)(
    'tries three times, half an hour apart, if the outcome is %s',
    async (outcome) => {
      const world = await moved();
      world.post.outcome = (office) => (office === PALOPO.hospital ? outcome : 'sent');
      const seen: (Date | undefined)[] = [];
      let now: Date | undefined = NOW;
      while (now !== undefined) {
        now = await world.tell(now);
        seen.push(now);
      }
      expect(seen).toEqual([at('02:31'), at('03:02'), undefined]);
      expect(world.post.asked.filter((office) => office === PALOPO.hospital)).toHaveLength(3);
      expect(await world.outcomes()).toMatchObject({ [PALOPO.hospital]: outcome });
    },
  );

  it('sends the same letter when the step is repeated on another day', async () => {
    const world = await moved();
    const note = world.journal.update.bind(world.journal);
    let isKilled = false;
    world.journal.update = async (runId, notification) => {
      if (notification.outcome === 'sent' && !isKilled) {
        isKilled = true;
        throw new Error('killed');
      }
      await note(runId, notification);
    };
    await expect(world.tell(NOW)).rejects.toThrow('killed');
    expect(await world.tell(new Date('2025-07-09T02:00:00.000Z'))).toBeUndefined();
    expect(world.post.letters.size).toBe(2);
    expect(await world.outcomes()).toEqual({ [PALOPO.dinkes]: 'before', [PALOPO.hospital]: 'sent' });
  });

  it('sends twenty letters per step and continues', async () => {
    const world = await moved();
    for (let number = 0; number < 25; number += 1) {
      const officeId = `73.73-kantor-${number}`;
      const office = { ...(hospital ?? expect.fail()), officeId };
      await new TableOfficeStore(world.table, () => 0).create(office);
      await world.journal.expect(RUN.runId, { office: officeId, dates: 1, tries: 0 });
    }
    expect(await world.tell(NOW)).toEqual(NOW);
    expect(world.post.asked).toHaveLength(20);
    expect(await world.tell(NOW)).toBeUndefined();
    expect(world.post.asked).toHaveLength(27);
  });
});
