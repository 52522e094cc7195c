import { isProvisional } from '../calendar/calendar.ts';
import { yearOf } from '../calendar/calendar-years.ts';
import { isDueSoon } from '../commitments/due-soon.ts';
import { MOVES } from '../commitments/moves/moves.ts';
import { INTERRUPTIONS, STAGES, type TurnAction } from '../commitments/stages.ts';
import type { Line, NotifiedMove } from '../notifications/letter-contents.ts';
import type { MoveNotice } from '../notifications/move-notices/move-notices.ts';
import type { Office } from '../offices/offices.ts';
import {
  DIGEST_REASONS,
  type Digest,
  type DigestReason,
  type HandoverLetter,
  SECTIONS,
  type SectionName,
} from './digests.ts';
import { isNotifiedWeekly, isSuperiorNotified, nextSuperior } from './escalation.ts';
import { daysLate, rungsOf, type Standing, SUPERIORS_NOTIFIED_FROM, type SweptDays } from './ladder.ts';
import type { NoticeElsewhere, TurnBelow, WaitingTurn } from './worklists.ts';

/** All that a digest is made of. */
export interface DigestInputs {
  readonly office: Office;
  readonly days: SweptDays;
  readonly turns: readonly WaitingTurn[];
  /** What has come to it and it has not been told yet, oldest first. */
  readonly news: readonly MoveNotice[];
  /** News of what is not among its turns. */
  readonly elsewhere: readonly NoticeElsewhere[];
  readonly below: readonly TurnBelow[];
  /** Names of offices in its forums that no letter reaches. */
  readonly unreachable: readonly string[];
  /** The offices above it, the nearest first. */
  readonly line: readonly Office[];
}

/**
 * What an office is told today.
 * @returns undefined unless one of its turns stands on a rung, or something else has to be told
 */
export function planDigest(morning: DigestInputs): Digest | undefined {
  const { office, days, turns, unreachable } = morning;
  const sections = new Map<SectionName, Line[]>(SECTIONS.map((name) => [name, []]));
  const reasons = new Set<DigestReason>();
  const lines = new Lines(days);
  const moves = movesOf(turns, morning.news);
  for (const turn of turns) {
    const at = days.standing(turn);
    for (const rung of rungsOf(at)) reasons.add(rung);
    const move = moves.get(turn.commitmentId);
    if (move !== undefined) reasons.add('news');
    const line = lines.of(turn, at);
    sections.get(sectionOf(turn, at, days, move))?.push(move === undefined ? line : { ...line, move });
  }
  for (const { turn, office: other, move, part } of morning.elsewhere) {
    reasons.add('news');
    const line = { ...lines.of(turn, days.standing(turn)), move };
    const told = part === undefined ? line : { ...line, part };
    sections.get('new')?.push(other === undefined ? told : { ...told, office: other });
  }
  for (const { turn, office: other, level } of morning.below) {
    const at = days.standing(turn);
    if (isSuperiorNotified(at, level, office)) reasons.add('below');
    if (isShownAbove(at, level, office)) sections.get('below')?.push({ ...lines.of(turn, at), office: other });
  }
  if (unreachable.length > 0) reasons.add('unreachable');
  if (reasons.size === 0) return undefined;
  return {
    office,
    day: days.span.day,
    sections: [...sections]
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => ({ name, lines: rows.sort(byDate) })),
    reasons: DIGEST_REASONS.filter((reason) => reasons.has(reason)),
    unreachable,
    ...nextOf(morning),
  };
}

/** The open list of an office, for who begins to hold it. */
export function planHandover(
  morning: Pick<DigestInputs, 'office' | 'days' | 'turns' | 'line'>,
  holder: HandoverLetter['holder'],
): HandoverLetter {
  const { office, days, turns } = morning;
  const lines = new Lines(days);
  const open = turns.map((turn) => lines.of(turn, days.standing(turn))).sort(byDate);
  return { office, day: days.span.day, holder, lines: open, ...nextOf(morning) };
}

/** The news of an office that is about none of its turns, so that it takes the commitment to say whether it is so still. */
export function noticesElsewhere(turns: readonly WaitingTurn[], news: readonly MoveNotice[]): readonly MoveNotice[] {
  const actions = new Map(turns.map(({ commitmentId, action }) => [commitmentId, action]));
  return news.filter((row) => !isAsked(row, actions.get(row.commitmentId)));
}

/** The last move by which each turn has come to the office, of those it has not been told. */
function movesOf(turns: readonly WaitingTurn[], news: readonly MoveNotice[]): ReadonlyMap<string, NotifiedMove> {
  if (news.length === 0) return new Map();
  const actions = new Map(turns.map(({ commitmentId, action }) => [commitmentId, action]));
  return new Map(
    news
      .filter((row) => isAsked(row, actions.get(row.commitmentId)))
      .map(({ commitmentId, move }) => [commitmentId, move]),
  );
}

function isAsked({ part, move }: MoveNotice, action: TurnAction | undefined): boolean {
  return part === 'turn' && MOVES[move].notice.asks.some((asked) => asked === action);
}

/** What a forum's secretariat decides. */
const DECISIONS: readonly TurnAction[] = [
  STAGES.raised.turn.action,
  STAGES.verified.turn.action,
  INTERRUPTIONS.extensionRequested.action,
];

function sectionOf(turn: WaitingTurn, at: Standing, { span }: SweptDays, move: NotifiedMove | undefined): SectionName {
  if (DECISIONS.includes(turn.action)) return 'secretariat';
  if (turn.dueOn < span.day) return 'overdue';
  if (move !== undefined) return 'new';
  return isDueSoon(-daysLate(at)) ? 'dueSoon' : 'ahead';
}

/** What is late enough for an office above; who is told once a week is shown it once a week. */
function isShownAbove(at: Standing, level: number, superior: Office): boolean {
  const from = SUPERIORS_NOTIFIED_FROM[level];
  if (from === undefined || daysLate(at) < from) return false;
  return !isNotifiedWeekly(superior) || at.weekStarts.length > 0;
}

const byDate = (one: Line, other: Line) =>
  one.dueOn < other.dueOn || (one.dueOn === other.dueOn && one.commitmentId < other.commitmentId) ? -1 : 1;

function nextOf({ turns, line, days }: Pick<DigestInputs, 'turns' | 'line' | 'days'>): Pick<Digest, 'next'> {
  const next = nextSuperior(turns, line, days);
  if (next !== undefined) return { next: { office: next.office.name, on: next.on } };
  const [nearest] = line;
  return nearest === undefined ? {} : { next: { office: nearest.name } };
}

/** Makes lines of turns. */
class Lines {
  readonly #days: SweptDays;
  readonly #provisional = new Map<number, boolean>();
  constructor(days: SweptDays) {
    this.#days = days;
  }

  of({ commitmentId, statement, region, action, dueOn }: WaitingTurn, at: Standing): Line {
    const isOpen = this.#isProvisional(yearOf(dueOn));
    return { commitmentId, statement, region, action, dueOn, daysLate: daysLate(at), isProvisional: isOpen };
  }

  #isProvisional(year: number): boolean {
    const known = this.#provisional.get(year) ?? isProvisional(year, this.#days.calendar);
    this.#provisional.set(year, known);
    return known;
  }
}

/** Commitments that a letter is about, each once. */
export function commitmentsIn(lines: readonly Line[]): readonly string[] {
  return [...new Set(lines.map(({ commitmentId }) => commitmentId))];
}
