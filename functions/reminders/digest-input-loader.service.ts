import { isNoticeStillValid, type MoveNotice } from '../notifications/move-notices/move-notices.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { NamedOffice } from '../offices/offices.ts';
import { lineAbove, type Office, type OfficeId, type Offices } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { type DigestInputs, noticesElsewhere } from './digest-plan.ts';
import { isOfBothLines, levelIn, linesAbove, NOTIFIED_FROM } from './escalation.ts';
import { daysLate, SUPERIORS_NOTIFIED_FROM, type SweptDays } from './ladder.ts';
import type { ParticipantsStore } from './participants.store.ts';
import type { WorklistCache } from './worklist-cache.service.ts';
import type { NoticeElsewhere, TurnBelow, WaitingTurn } from './worklists.ts';

export interface DigestInputLoaderDeps {
  readonly worklists: WorklistCache;
  readonly participants: ParticipantsStore;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  /** Whether an office has no working address now. */
  readonly isUnreachable: (office: OfficeId) => Promise<boolean>;
}

/** Notices left within the batch, which are not in the table. */
export interface BatchNotices {
  readonly below: readonly NamedOffice[];
  readonly unreached: readonly NamedOffice[];
}

/** Loads the inputs of an office's digest from current data. */
export class DigestInputLoader {
  readonly #deps: DigestInputLoaderDeps;
  /** The offices of the range and their superiors. */
  readonly #offices: Map<OfficeId, Office>;
  /** Offices requested so far, including those that do not exist. */
  readonly #requested = new Set<OfficeId>();
  constructor(deps: DigestInputLoaderDeps, offices: Offices) {
    this.#deps = deps;
    this.#offices = new Map(offices);
  }

  async load(office: Office, days: SweptDays, notices: BatchNotices): Promise<DigestInputs> {
    const { turns, moveNotices, below, unreached } = await this.#deps.worklists.of(office.officeId);
    const { after, day } = days.span;
    // A notice is for one letter: that of its day, or the first one after it.
    const left = unreached.filter(({ on }) => on > after && on <= day);
    return {
      office,
      days,
      turns,
      moveNotices,
      elsewhere: await this.#noticesElsewhere(office, noticesElsewhere(turns, moveNotices)),
      below: await this.#turnsBelow(office, days, eachOnce([...notices.below, ...below])),
      unreachable: await this.#unreachable(eachOnce([...notices.unreached, ...left])),
      line: await this.lineAbove(office.officeId),
    };
  }

  /** The day after which the earliest unsent letter of the office starts, if there is one. */
  async unsentAfter(office: OfficeId): Promise<LocalDate | undefined> {
    const { unsent } = await this.#deps.worklists.of(office);
    return unsent.map(({ on }) => on).toSorted()[0];
  }

  async office(id: OfficeId): Promise<Office | undefined> {
    await this.#loadOffices([id]);
    return this.#offices.get(id);
  }

  /** The superiors of an office, nearest first. */
  async lineAbove(office: OfficeId): Promise<readonly Office[]> {
    await this.#loadOffices([office]);
    return lineAbove(office, this.#offices)
      .map((id) => this.#offices.get(id))
      .filter((above) => above !== undefined);
  }

  /** The lines of superiors of a turn, nearest first; for a late joint commitment those of co-owners as well. */
  async linesAbove(office: OfficeId, turn: WaitingTurn, late: number): Promise<readonly (readonly OfficeId[])[]> {
    const isBoth = isOfBothLines(turn) && late >= NOTIFIED_FROM;
    const coOwners = isBoth ? ((await this.#deps.participants.of(turn.commitmentId))?.coOwners ?? []) : [];
    await this.#loadOffices([office, ...coOwners]);
    return linesAbove(office, coOwners, this.#offices);
  }

  /** The other secretariat offices of the forums of an office's turns. */
  async secretariatsOf(office: OfficeId, turns: readonly WaitingTurn[]): Promise<readonly OfficeId[]> {
    const secretariats = new Set<OfficeId>();
    for (const { commitmentId } of turns) {
      for (const id of (await this.#deps.participants.of(commitmentId))?.secretariat ?? []) secretariats.add(id);
    }
    secretariats.delete(office);
    return [...secretariats];
  }

  async #turnsBelow(superior: Office, days: SweptDays, noticed: readonly NamedOffice[]): Promise<readonly TurnBelow[]> {
    const found: TurnBelow[] = [];
    for (const { officeId, name } of noticed) {
      const { turns } = await this.#deps.worklists.of(officeId);
      for (const turn of turns) {
        const late = daysLate(days.positionOf(turn));
        if (late < SUPERIORS_NOTIFIED_FROM[0]) continue;
        const level = levelIn(await this.linesAbove(officeId, turn, late), superior.officeId);
        if (level !== undefined) found.push({ office: { officeId, name }, turn, level });
      }
    }
    return found;
  }

  /** The latest valid notice of each commitment outside the office's turns. */
  async #noticesElsewhere(office: Office, notices: readonly MoveNotice[]): Promise<readonly NoticeElsewhere[]> {
    const last = new Map<string, NoticeElsewhere>();
    for (const row of notices) {
      const parts = await this.#deps.participants.of(row.commitmentId);
      if (parts?.turn === undefined || parts.indexedTurn === undefined || !isNoticeStillValid(row, parts)) continue;
      const { office: turnOffice } = parts.turn;
      await this.#loadOffices([turnOffice]);
      const name = this.#offices.get(turnOffice)?.name ?? turnOffice;
      last.set(row.commitmentId, {
        turn: parts.indexedTurn,
        move: row.move,
        ...(row.part === 'turn' ? {} : { part: row.part }),
        ...(turnOffice === office.officeId ? {} : { office: { officeId: turnOffice, name } }),
      });
    }
    return [...last.values()];
  }

  async #unreachable(offices: readonly NamedOffice[]): Promise<readonly string[]> {
    const names: string[] = [];
    for (const { officeId, name } of offices) if (await this.#deps.isUnreachable(officeId)) names.push(name);
    return names;
  }

  /** Loads missing offices and all their superiors. */
  async #loadOffices(ids: readonly OfficeId[]): Promise<void> {
    const isMissing = (id: OfficeId) => {
      const known = this.#offices.get(id);
      if (known === undefined) return true;
      return lineAbove(id, this.#offices).some((above) => !this.#offices.has(above));
    };
    const missing = ids.filter((id) => !this.#requested.has(id) && isMissing(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#requested.add(id);
    for (const [id, office] of await this.#deps.offices.getLines(missing)) {
      if (!this.#offices.has(id)) this.#offices.set(id, office);
    }
  }
}

function eachOnce(offices: readonly NamedOffice[]): readonly NamedOffice[] {
  return [...new Map(offices.map((office) => [office.officeId, office])).values()];
}
