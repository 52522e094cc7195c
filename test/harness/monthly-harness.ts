import { commitmentAfter } from '../../functions/commitments/events.ts';
import { TableForumStore } from '../../functions/forums/forums.store.ts';
import type { Forum } from '../../functions/forums/forums.ts';
import type { Letter } from '../../functions/notifications/letters.ts';
import type { OfficeId } from '../../functions/offices/offices.ts';
import type { Zone } from '../../functions/regions/zones.ts';
import { renderStoredReport } from '../../functions/reports/monthly/kept-report.pages.tsx';
import { renderMonthly } from '../../functions/reports/monthly/monthly.email.ts';
import type { RegionFigures } from '../../functions/reports/monthly/monthly-letters.ts';
import { MonthlyNotifier } from '../../functions/reports/monthly/monthly-notifier.service.ts';
import { TableMonthlyProgressStore } from '../../functions/reports/monthly/monthly-progress.store.ts';
import { MonthlyReporter } from '../../functions/reports/monthly/monthly-reporter.service.ts';
import type { ReportFiles } from '../../functions/reports/monthly/report-files.client.ts';
import { ReportReader } from '../../functions/reports/report-reader.service.ts';
import { type RebuildState, rebuildState } from '../../functions/reports/statistics/rebuild-run.service.ts';
import { TableStatisticsReader } from '../../functions/reports/statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from '../../functions/reports/statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../../functions/reports/statistics/statistics-snapshots.store.ts';
import { LINKS } from '../builders/letters.ts';
import { type History, rebuildOver, writeHistory } from './counted.ts';
import { Faults } from './faults.ts';
import { MailingHarness, type MailingRun } from './mailing-harness.ts';

export interface MonthlyRun extends MailingRun {
  readonly month?: string;
}

/** Monthly reports in memory, run as workflows/monthly-reports.asl.json does, in virtual time. */
export class MonthlyHarness extends MailingHarness {
  /** The stored reports, by their keys. */
  readonly kept = new Map<string, { readonly page: string; readonly figures: RegionFigures }>();
  /** Whether the rebuild of statistics ends before the reports are made. */
  isRecounted = true;

  /** Enters example offices, forums and histories. */
  async open(offices: readonly OfficeId[], forums: readonly Forum[], lives: readonly History[]): Promise<this> {
    await this.enter(offices);
    for (const forum of forums) await new TableForumStore(this.table()).open(forum);
    for (const life of lives) this.live(life);
    return this;
  }

  /** Writes a commitment with its events. */
  live(life: History): void {
    writeHistory(this.memory, life);
    this.put(commitmentAfter(life.events));
  }

  /** A new process for the steps of a run. */
  process(faults = new Faults()) {
    const table = this.table(faults);
    const snapshots = new TableStatisticsSnapshots(table);
    const statistics = new TableStatisticsReader(table, new TableStatisticsRepository(table), snapshots);
    const [forums, offices] = [new TableForumStore(table), this.offices(faults)];
    const calendars = { current: async () => this.calendar };
    const progress = new TableMonthlyProgressStore(table);
    const reporter = new MonthlyReporter({
      reports: new ReportReader({ statistics, offices, forums, calendars, readings: { all: async () => [] } }),
      statistics,
      snapshots,
      forums,
      offices,
      calendars,
      files: this.#files(faults),
      progress,
      render: renderStoredReport,
      isAnyDay: false,
    });
    const notifier = new MonthlyNotifier({
      offices,
      calendars,
      progress,
      sender: this.letterSender(faults),
      render: (letter) => renderMonthly(letter, LINKS),
      inOfficeHours: true,
    });
    return { reporter, notifier };
  }

  async run(of: MonthlyRun = {}) {
    return await this.clock.until(this.#take(of));
  }

  async #take({ zone = 'Asia/Makassar', month: asked, dryRun = false, faults, ...rest }: MonthlyRun) {
    const { runId = this.nextRun(), isScheduled = false, scheduledAt } = rest;
    const now = () => new Date(this.clock.now());
    const { reporter, notifier } = this.process(faults);
    const timing = { scheduledAt, startedAt: now().toISOString() };
    const { idle, month, provinces } = await reporter.plan({ zone, month: asked, isScheduled }, timing, now());
    if (idle !== undefined) return { month, idle, regions: [], missing: [], letters: [], isDone: false };
    const of = { runId, dryRun, zone, month };
    if (this.isRecounted) await this.recount();
    // Only provinces with data: each of the others costs a read.
    for (const province of provinces.filter((code) => ['62', '73'].includes(code))) {
      await reporter.report(of, province, now());
    }
    let at = (await reporter.collectRecipients(of)) ? now() : undefined;
    while (at !== undefined) {
      await this.clock.sleep(at.getTime() - this.clock.now());
      at = await notifier.notify(runId, month, now());
    }
    return { ...(await reporter.conclude(of, now())).result, isDone: await this.isDone(zone, month) };
  }

  /** Rebuilds the statistics of the provinces with data. */
  async recount(): Promise<void> {
    const now = new Date(this.clock.now());
    const recount = rebuildOver(this.memory);
    let state: RebuildState = rebuildState.parse({});
    for (const province of ['62', '73']) state = await recount.check({ ...state, province }, now);
    while (state.mismatches.length > 0) state = await recount.checkAgain(state);
    await recount.conclude(state, now);
  }

  async isDone(zone: Zone, month: string): Promise<boolean> {
    return await new TableMonthlyProgressStore(this.table()).isDone(zone, month);
  }

  async letter(letterId: string): Promise<Letter | undefined> {
    return await this.outboxStore().find(letterId);
  }

  /** Ids of the letters that SES accepted, sorted. */
  sent(): readonly string[] {
    return this.outbox.map(({ letterId }) => letterId).toSorted();
  }

  #files(faults: Faults): ReportFiles {
    const kept = this.kept;
    const call = async <Answer>(action: string, answer: () => Answer): Promise<Answer> =>
      await faults.around({ service: 's3', action, input: {} }, async () => answer());
    return {
      store: async (region, month, page, figures) =>
        await call('PUT', () => {
          const key = `${region} ${month}`;
          const first = kept.get(key) ?? { page, figures };
          kept.set(key, first);
          return first.figures;
        }),
      figures: async (region, month) => await call('HEAD', () => kept.get(`${region} ${month}`)?.figures),
    };
  }
}
