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
import { daysLate, type LadderPosition, rungsOf, SUPERIORS_NOTIFIED_FROM, type SweptDays } from './ladder.ts';
import type { NoticeElsewhere, TurnBelow, WaitingTurn } from './worklists.ts';

export interface DigestInputs {
  readonly office: Office;
  readonly days: SweptDays;
  readonly turns: readonly WaitingTurn[];
  /** Pending notices, oldest first. */
  readonly moveNotices: readonly MoveNotice[];
  /** Pending notices of commitments that are not among its turns. */
  readonly elsewhere: readonly NoticeElsewhere[];
  readonly below: readonly TurnBelow[];
  /** Names of unreachable offices in its forums. */
  readonly unreachable: readonly string[];
  /** Its superiors, nearest first. */
  readonly line: readonly Office[];
}

/**
 * Plans the digest of an office.
 * @returns undefined unless one of its turns is on a rung or there is another reason for a letter
 */
export function planDigest(inputs: DigestInputs): Digest | undefined {
  const { office, days, turns, unreachable } = inputs;
  const sections = new Map<SectionName, Line[]>(SECTIONS.map((name) => [name, []]));
  const reasons = new Set<DigestReason>();
  const lines = new Lines(days);
  const moves = movesOf(turns, inputs.moveNotices);
  for (const turn of turns) {
    const at = days.positionOf(turn);
    for (const rung of rungsOf(at)) reasons.add(rung);
    const move = moves.get(turn.commitmentId);
    if (move !== undefined) reasons.add('news');
    const line = lines.of(turn, at);
    sections.get(sectionOf(turn, at, days, move))?.push(move === undefined ? line : { ...line, move });
  }
  for (const { turn, office: other, move, part } of inputs.elsewhere) {
    reasons.add('news');
    const line = { ...lines.of(turn, days.positionOf(turn)), move };
    const row = part === undefined ? line : { ...line, part };
    sections.get('new')?.push(other === undefined ? row : { ...row, office: other });
  }
  for (const { turn, office: other, level } of inputs.below) {
    const at = days.positionOf(turn);
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
    ...nextOf(inputs),
  };
}

/** The open commitments of an office, for its new holder. */
export function planHandover(
  inputs: Pick<DigestInputs, 'office' | 'days' | 'turns' | 'line'>,
  holder: HandoverLetter['holder'],
): HandoverLetter {
  const { office, days, turns } = inputs;
  const lines = new Lines(days);
  const open = turns.map((turn) => lines.of(turn, days.positionOf(turn))).sort(byDate);
  return { office, day: days.span.day, holder, lines: open, ...nextOf(inputs) };
}

/** The notices outside the office's turns; whether they still hold depends on the commitment. */
export function noticesElsewhere(
  turns: readonly WaitingTurn[],
  moveNotices: readonly MoveNotice[],
): readonly MoveNotice[] {
  const actions = new Map(turns.map(({ commitmentId, action }) => [commitmentId, action]));
  return moveNotices.filter((row) => !isRequested(row, actions.get(row.commitmentId)));
}

/** The latest pending move of each turn. */
function movesOf(turns: readonly WaitingTurn[], moveNotices: readonly MoveNotice[]): ReadonlyMap<string, NotifiedMove> {
  if (moveNotices.length === 0) return new Map();
  const actions = new Map(turns.map(({ commitmentId, action }) => [commitmentId, action]));
  return new Map(
    moveNotices
      .filter((row) => isRequested(row, actions.get(row.commitmentId)))
      .map(({ commitmentId, move }) => [commitmentId, move]),
  );
}

function isRequested({ part, move }: MoveNotice, action: TurnAction | undefined): boolean {
  return part === 'turn' && MOVES[move].notice.asks.some((requested) => requested === action);
}

/** The actions of a forum's secretariat. */
const DECISIONS: readonly TurnAction[] = [
  STAGES.raised.turn.action,
  STAGES.verified.turn.action,
  INTERRUPTIONS.extensionRequested.action,
];

function sectionOf(
  turn: WaitingTurn,
  at: LadderPosition,
  { span }: SweptDays,
  move: NotifiedMove | undefined,
): SectionName {
  if (DECISIONS.includes(turn.action)) return 'secretariat';
  if (turn.dueOn < span.day) return 'overdue';
  if (move !== undefined) return 'new';
  return isDueSoon(-daysLate(at)) ? 'dueSoon' : 'ahead';
}

/** Whether a turn is late enough for a superior; a weekly notified one is shown it once a week. */
function isShownAbove(at: LadderPosition, level: number, superior: Office): boolean {
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

class Lines {
  readonly #days: SweptDays;
  readonly #provisional = new Map<number, boolean>();
  constructor(days: SweptDays) {
    this.#days = days;
  }

  of({ commitmentId, statement, region, action, dueOn }: WaitingTurn, at: LadderPosition): Line {
    const isOpen = this.#isProvisional(yearOf(dueOn));
    return { commitmentId, statement, region, action, dueOn, daysLate: daysLate(at), isProvisional: isOpen };
  }

  #isProvisional(year: number): boolean {
    const known = this.#provisional.get(year) ?? isProvisional(year, this.#days.calendar);
    this.#provisional.set(year, known);
    return known;
  }
}

/** The commitments of a letter, each once. */
export function commitmentsIn(lines: readonly Line[]): readonly string[] {
  return [...new Set(lines.map(({ commitmentId }) => commitmentId))];
}
