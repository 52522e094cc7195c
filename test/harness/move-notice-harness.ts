import { readFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { TableCalendarStore } from '../../functions/calendar/calendar.store.ts';
import { toEventItem, toItem } from '../../functions/commitments/commitment-items.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import type { DecisionContext } from '../../functions/commitments/moves/decisions.ts';
import type { MovesLetter } from '../../functions/notifications/letter-contents.ts';
import { SesLetterSender } from '../../functions/notifications/letter-sender.service.ts';
import { TableEventTrail } from '../../functions/notifications/move-notices/event-trail.store.ts';
import { MoveNoticeCollector } from '../../functions/notifications/move-notices/move-notice-collector.service.ts';
import { StateMachineMoveNoticeWorkflow } from '../../functions/notifications/move-notices/move-notices.client.ts';
import {
  type StoredMoveNotice,
  TableMoveNoticeStore,
} from '../../functions/notifications/move-notices/move-notices.store.ts';
import { MoveNotifier } from '../../functions/notifications/move-notices/move-notifier.service.ts';
import { TableOutbox } from '../../functions/notifications/outbox.store.ts';
import type { Mail, Mailer } from '../../functions/notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import type { OfficeId, Offices } from '../../functions/offices/offices.ts';
import { keys } from '../../functions/platform/keys.ts';
import { Table } from '../../functions/platform/table.ts';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { type Body, type CommitmentHistory, make } from '../builders/decided.ts';
import { holderOf, OFFICES } from '../builders/palopo.ts';
import { seeded } from '../builders/random.ts';
import { definitionOf } from './asl-runner/definition.ts';
import { StateFailure } from './asl-runner/failures.ts';
import { Runner } from './asl-runner/runner.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering, stepFunctionsAnswering } from './memory/clients.ts';
import { answerOf as tableAnswer } from './memory/dynamodb.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { answerOf as runnerAnswer } from './memory/step-functions.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The batching window, in seconds. */
export const BATCHING_SECONDS = 1800;

const ARN = 'arn:aws:states:xx-nowhere-1:000000000000:stateMachine:move-notices';
const asl = readFileSync(new URL('../../workflows/move-notices.asl.json', import.meta.url), 'utf8');
const invocation = z.strictObject({
  FunctionName: z.literal('send-move-notices'),
  Payload: z.strictObject({ dispatchAt: z.string(), cursor: z.string().optional() }),
});

/** A mail that SES accepted, and when. */
interface Posted {
  readonly at: number;
  readonly mail: Mail;
}

export interface SentLetter {
  readonly at: number;
  readonly letter: MovesLetter;
}

/** Collecting and sending move notices with the real workflow and stores, over a table in memory, in virtual time. */
export class MoveNoticeHarness {
  readonly clock: VirtualClock;
  readonly table = new MemoryTable();
  readonly #posted: Posted[] = [];
  readonly runner: Runner;
  /** Faults of the processes of send-move-notices after those of `next`. */
  readonly faults = new Faults();
  /** Faults of the next processes of send-move-notices, one element for each. */
  readonly next: Faults[] = [];
  readonly #drafts = new Map<string, MovesLetter>();

  private constructor(start: string) {
    this.clock = new VirtualClock(start);
    this.runner = new Runner({
      arn: ARN,
      definition: definitionOf(asl, { SendMoveNotices: 'send-move-notices' }),
      clock: this.clock,
      random: seeded(1),
      integrations: { 'arn:aws:states:::lambda:invoke': (args) => this.#tell(args) },
    });
  }

  /** A harness with the example offices, or with others. */
  static async at(start: string, offices: Offices = OFFICES): Promise<MoveNoticeHarness> {
    const harness = new MoveNoticeHarness(start);
    const store = new TableOfficeStore(harness.#tableOf(new Faults()), () => harness.clock.now());
    for (const office of offices.values()) await store.create(office);
    return harness;
  }

  /** Suppresses the address of an office. */
  suppress(office: OfficeId): void {
    const { pk, sk } = keys.office(office);
    const item = this.table.get({ pk: { S: pk }, sk: { S: sk } });
    const address = OFFICES.get(office)?.email;
    const suppressed = [{ address, because: 'bounce', at: new Date(this.clock.now()).toISOString() }];
    this.table.tamper({ ...item, ...marshall({ suppressed }) });
  }

  /** Gives a commitment's item an unknown schema version. */
  garble({ commitment }: CommitmentHistory): void {
    const { pk, sk } = keys.commitment(commitment.commitmentId);
    this.table.tamper({ ...this.table.get({ pk: { S: pk }, sk: { S: sk } }), schema: { N: '99' } });
  }

  /** Writes a commitment with its events. */
  write({ commitment, events }: CommitmentHistory): void {
    const items = [
      { ...toItem(commitment), generation: 1 },
      ...events.map((event) => toEventItem(commitment.commitmentId, { event, requestHash: 'hash' })),
    ];
    for (const item of items) this.table.tamper(marshall(item, { removeUndefinedValues: true }));
  }

  /** Makes a move now, writes it and collects its notices. */
  async move(
    told: CommitmentHistory,
    by: OfficeId,
    body: Body,
    more: Partial<DecisionContext> = {},
  ): Promise<CommitmentHistory> {
    const now = new Date(this.clock.now());
    const moveId = `move ${told.events.length}`;
    const after = make(told, holderOf(by), body, localDateIn('Asia/Makassar', now), { now, moveId, ...more });
    this.write(after);
    await this.gather(after);
    return after;
  }

  /** Collects the notices of an event in a new process. */
  async gather(
    { commitment }: CommitmentHistory,
    version = commitment.version,
    faults = new Faults(),
  ): Promise<number> {
    const sfn = stepFunctionsAnswering((action, input) =>
      faults.around({ service: 'states', action, input }, async () => runnerAnswer(this.runner, action, input)),
    );
    const table = this.#tableOf(faults);
    const gatherer = new MoveNoticeCollector({
      trail: new TableEventTrail(table),
      notices: new TableMoveNoticeStore(table, () => this.clock.now()),
      workflow: new StateMachineMoveNoticeWorkflow(sfn, ARN),
      batchingSeconds: BATCHING_SECONDS,
    });
    return await gatherer.collect({ commitmentId: commitment.commitmentId, version }, new Date(this.clock.now()));
  }

  /** Records a delivery of every accepted mail. */
  async deliver(): Promise<void> {
    const ledger = new TableOutbox(this.#tableOf(new Faults()), BATCHING_SECONDS);
    for (const [index, { at, mail }] of this.#posted.entries()) {
      const sentAt = new Date(at).toISOString();
      const destination = [mail.to];
      const of = { messageId: `ses-${index + 1}`, sentAt, destination, addresses: destination, at: sentAt };
      await ledger.settle(mail.letterId, { what: 'delivered', isPermanent: false, ...of });
    }
  }

  /** The sent letters in order, to all offices or to one. */
  sent(office?: OfficeId): readonly SentLetter[] {
    return this.#posted.flatMap(({ at, mail }) => {
      const letter = this.#drafts.get(mail.text);
      return letter === undefined || (office ?? letter.office.officeId) !== letter.office.officeId
        ? []
        : [{ at, letter }];
    });
  }

  /** Notices that an office did not get yet. */
  async untold(office: OfficeId): Promise<readonly StoredMoveNotice[]> {
    return await new TableMoveNoticeStore(this.#tableOf(new Faults()), () => this.clock.now()).pending(office);
  }

  #tableOf(faults: Faults): Table {
    const client = dynamodbAnswering((action, input) =>
      faults.around({ service: 'dynamodb', action, input }, async () => tableAnswer(this.table, action, input)),
    );
    return new Table(client, 'commitments');
  }

  async #tell(args: unknown): Promise<object> {
    const { dispatchAt, cursor } = invocation.parse(args).Payload;
    const faults = this.next.shift() ?? this.faults;
    const table = this.#tableOf(faults);
    const letters = new TableOutbox(table, BATCHING_SECONDS);
    const teller = new MoveNotifier({
      notices: new TableMoveNoticeStore(table, () => this.clock.now()),
      commitments: new TableCommitmentStore(table),
      offices: new TableOfficeStore(table, () => this.clock.now()),
      calendars: new TableCalendarStore(table, () => this.clock.now()),
      outbox: letters,
      sender: new SesLetterSender(letters, this.#mailer(faults), this.clock),
      render: (letter) => this.#draft(letter),
      batchingSeconds: BATCHING_SECONDS,
      inOfficeHours: true,
    });
    try {
      const page = await teller.notify(dispatchAt, cursor, new Date(this.clock.now()));
      return { Payload: { dispatchAt, cursor: page.cursor } };
    } catch (error) {
      // The workflow's error for a function that crashed.
      throw new StateFailure('Lambda.Unknown', String(error));
    }
  }

  /** SES, called through the faults of the process. */
  #mailer(faults: Faults): Mailer {
    return {
      send: async (mail) =>
        await faults.around({ service: 'ses', action: 'SendEmail', input: {} }, async () => {
          this.#posted.push({ at: this.clock.now(), mail });
          return `ses-${this.#posted.length}`;
        }),
      sendRate: async () =>
        await faults.around({ service: 'ses', action: 'GetAccount', input: {} }, async () => Number.POSITIVE_INFINITY),
    };
  }

  #draft(letter: MovesLetter) {
    const text = `draft ${this.#drafts.size + 1}`;
    this.#drafts.set(text, letter);
    return { subject: text, html: text, text };
  }
}

/** The moves in each letter to an office. */
export function movesTo(harness: MoveNoticeHarness, office: OfficeId): readonly (readonly string[])[] {
  return harness.sent(office).map(({ letter }) => letter.lines.map(({ move }) => move));
}
