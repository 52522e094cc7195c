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

/** What a morning is read from. */
export interface DigestInputLoaderDeps {
  readonly readings: WorklistCache;
  readonly parts: ParticipantsStore;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  /** Whether no letter reaches an office now. */
  readonly isUnreachable: (office: OfficeId) => Promise<boolean>;
}

/** Offices that others in the same range have left notice of, before it could be read. */
export interface Notices {
  readonly below: readonly NamedOffice[];
  readonly unreached: readonly NamedOffice[];
}

/** Reads all that an office's letter is made of, each time as it is at that moment. */
export class DigestInputLoader {
  readonly #deps: DigestInputLoaderDeps;
  /** Offices of the range and above it, by their ids. */
  readonly #offices: Map<OfficeId, Office>;
  /** Offices that were asked for, whether they exist or not. */
  readonly #asked = new Set<OfficeId>();
  constructor(deps: DigestInputLoaderDeps, offices: Offices) {
    this.#deps = deps;
    this.#offices = new Map(offices);
  }

  /** What waits for an office, with what it is told of others. */
  async read(office: Office, days: SweptDays, notices: Notices): Promise<DigestInputs> {
    const { turns, news, below, unreached } = await this.#deps.readings.of(office.officeId);
    const { after, day } = days.span;
    // Each notice is for one letter: that of the day it names, or the first after it.
    const left = unreached.filter(({ on }) => on > after && on <= day);
    return {
      office,
      days,
      turns,
      news,
      elsewhere: await this.#newsElsewhere(office, noticesElsewhere(turns, news)),
      below: await this.#turnsBelow(office, days, eachOnce([...notices.below, ...below])),
      unreachable: await this.#unreachable(eachOnce([...notices.unreached, ...left])),
      line: await this.lineAbove(office.officeId),
    };
  }

  /** The earliest day after which an office may have been told nothing, as its letter was not sent; if there was one. */
  async unsentAfter(office: OfficeId): Promise<LocalDate | undefined> {
    const { unsent } = await this.#deps.readings.of(office);
    return unsent.map(({ on }) => on).toSorted()[0];
  }

  /** An office, if there is one of that id. */
  async office(id: OfficeId): Promise<Office | undefined> {
    await this.#know([id]);
    return this.#offices.get(id);
  }

  /** The offices above one, nearest first. */
  async lineAbove(office: OfficeId): Promise<readonly Office[]> {
    await this.#know([office]);
    return lineAbove(office, this.#offices)
      .map((id) => this.#offices.get(id))
      .filter((above) => above !== undefined);
  }

  /** The lines above a turn of an office, each nearest first; of a joint commitment the co-owners' too, once it is late. */
  async linesAbove(office: OfficeId, turn: WaitingTurn, late: number): Promise<readonly (readonly OfficeId[])[]> {
    const isBoth = isOfBothLines(turn) && late >= NOTIFIED_FROM;
    const coOwners = isBoth ? ((await this.#deps.parts.of(turn.commitmentId))?.coOwners ?? []) : [];
    await this.#know([office, ...coOwners]);
    return linesAbove(office, coOwners, this.#offices);
  }

  /** The secretariat offices of the forums that an office's turns are of, without itself. */
  async secretariatsOf(office: OfficeId, turns: readonly WaitingTurn[]): Promise<readonly OfficeId[]> {
    const secretariats = new Set<OfficeId>();
    for (const { commitmentId } of turns) {
      for (const id of (await this.#deps.parts.of(commitmentId))?.secretariat ?? []) secretariats.add(id);
    }
    secretariats.delete(office);
    return [...secretariats];
  }

  async #turnsBelow(superior: Office, days: SweptDays, noticed: readonly NamedOffice[]): Promise<readonly TurnBelow[]> {
    const found: TurnBelow[] = [];
    for (const { officeId, name } of noticed) {
      const { turns } = await this.#deps.readings.of(officeId);
      for (const turn of turns) {
        const late = daysLate(days.standing(turn));
        if (late < SUPERIORS_NOTIFIED_FROM[0]) continue;
        const level = levelIn(await this.linesAbove(officeId, turn, late), superior.officeId);
        if (level !== undefined) found.push({ office: { officeId, name }, turn, level });
      }
    }
    return found;
  }

  /** News of what is not the office's turn: as an office that supports or that has lost it, and only if it is so still. */
  async #newsElsewhere(office: Office, news: readonly MoveNotice[]): Promise<readonly NoticeElsewhere[]> {
    const last = new Map<string, NoticeElsewhere>();
    for (const row of news) {
      const parts = await this.#deps.parts.of(row.commitmentId);
      if (parts?.turn === undefined || parts.indexedTurn === undefined || !isNoticeStillValid(row, parts)) continue;
      const { office: turnOffice } = parts.turn;
      await this.#know([turnOffice]);
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

  /** Reads the offices that are not known yet, and all above them. */
  async #know(ids: readonly OfficeId[]): Promise<void> {
    const isMissing = (id: OfficeId) => {
      const known = this.#offices.get(id);
      if (known === undefined) return true;
      return lineAbove(id, this.#offices).some((above) => !this.#offices.has(above));
    };
    const missing = ids.filter((id) => !this.#asked.has(id) && isMissing(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    for (const [id, office] of await this.#deps.offices.getLines(missing)) {
      if (!this.#offices.has(id)) this.#offices.set(id, office);
    }
  }
}

function eachOnce(offices: readonly NamedOffice[]): readonly NamedOffice[] {
  return [...new Map(offices.map((office) => [office.officeId, office])).values()];
}
