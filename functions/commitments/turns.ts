import { addWorkingDays, type Calendar } from '../calendar/calendar.ts';
import type { OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Assigned, Closed, Commitment, InProgress, Raised, Turn, Verified } from './commitment.ts';
import { endOfDueSoon } from './due-soon.ts';
import { partiesOf } from './parties.ts';
import { INTERRUPTIONS, SENT_BACK_WORKING_DAYS, STAGES, type Stage, type TurnAction } from './stages.ts';

type Derived = 'turn' | 'version' | 'head';

/** A commitment after a move, before its turn, version and hash are computed. */
export type Draft =
  | Omit<Raised, Derived>
  | Omit<Assigned, Derived>
  | Omit<InProgress, Derived>
  | Omit<Verified, Derived>
  | Omit<Closed, Derived>;

/**
 * The secretariat offices that may judge the commitment. No office judges a commitment that it owns or has declined; an
 * office that only co-owns it may.
 */
export function judgesOf(of: Draft): readonly OfficeId[] {
  const { owner } = partiesOf(of);
  const declinedBy = 'declinedBy' in of ? of.declinedBy : undefined;
  return of.secretariat.filter((office) => office !== owner && office !== declinedBy);
}

/** What a delivery date depends on. */
interface Deliverable {
  readonly stage: Stage;
  readonly due?: { readonly on: LocalDate } | undefined;
  readonly submission?: unknown;
  readonly sentBackOn?: LocalDate | undefined;
}

/**
 * The local date by whose end the owner is to deliver: the due date, or after a submission was sent back five working
 * days from then if that is later, so that a slow verifier makes nobody else late.
 * @param fiveDaysAfter those five working days: by a calendar, or as recorded
 * @returns undefined if no delivery is awaited: raised, submitted, verified, closed
 */
export function deliveryDate(
  { stage, due, submission, sentBackOn }: Deliverable,
  fiveDaysAfter: (sentBackOn: LocalDate) => LocalDate | undefined,
): LocalDate | undefined {
  const isAwaited = stage === 'assigned' || (stage === 'inProgress' && submission === undefined);
  if (!isAwaited || due === undefined) return undefined;
  const isSentBack = stage === 'inProgress' && sentBackOn !== undefined;
  return isSentBack ? later(due.on, fiveDaysAfter(sentBackOn)) : due.on;
}

/** The later of two dates. */
export function later(one: LocalDate, other: LocalDate | undefined): LocalDate {
  return other === undefined || one > other ? one : other;
}

function deliveryDateBy(of: Draft, calendar: Calendar): LocalDate | undefined {
  return deliveryDate(of, (sentBackOn) => addWorkingDays(sentBackOn, SENT_BACK_WORKING_DAYS, of.region, calendar));
}

/** What a turn depends on: the stage, and whether a submission or a request for an extension interrupts it. */
interface Standing {
  readonly stage: Stage;
  readonly submission?: unknown;
  readonly extensionRequested?: unknown;
}

function ruleOf(of: Standing) {
  const { extensionRequested, submitted } = INTERRUPTIONS;
  if (of.extensionRequested !== undefined && isAmong(of.stage, extensionRequested.stages)) return extensionRequested;
  if (of.submission !== undefined && isAmong(of.stage, submitted.stages)) return submitted;
  return STAGES[of.stage].turn;
}

function isAmong(stage: Stage, stages: readonly Stage[]): boolean {
  return stages.includes(stage);
}

/** The action expected next; undefined once closed. */
export function turnActionOf(of: Standing): TurnAction | undefined {
  return ruleOf(of)?.action;
}

/** The office that acts next, and its date. Where either secretariat office may act, the first that may judge is named. */
export function turnOf(of: Draft, calendar: Calendar): Turn | undefined {
  const rule = ruleOf(of);
  if (rule === null) return undefined;
  const secretariat = judgesOf(of)[0] ?? of.secretariat[0] ?? '';
  const { owner = secretariat, verifier = secretariat } = partiesOf(of);
  const offices = { secretariat, owner, verifier };
  const dueOn =
    rule.workingDays === 'until due'
      ? (deliveryDateBy(of, calendar) ?? of.stageSince)
      : addWorkingDays(turnSince(of, rule.action), rule.workingDays, of.region, calendar);
  return { office: offices[rule.office], action: rule.action, dueOn };
}

/**
 * The local day from which the present turn counts: that of the stage, the extension request, the submission or the
 * sending back.
 */
export function turnSince(of: Draft, action: TurnAction): LocalDate {
  if (action === 'answerExtension' && 'extensionRequested' in of) return of.extensionRequested?.since ?? of.stageSince;
  if (action === 'verify' && 'submission' in of) return of.submission?.on ?? of.stageSince;
  if (action === 'deliver' && 'sentBackOn' in of) return of.sentBackOn ?? of.stageSince;
  return of.stageSince;
}

/** The state of the owner's delivery on a local day; due today is not overdue. */
export type Timeliness = 'onTime' | 'dueSoon' | 'overdue';

/** @returns undefined if no delivery is awaited */
export function timelinessOf(of: Commitment, today: LocalDate, calendar: Calendar): Timeliness | undefined {
  const date = deliveryDateBy(of, calendar);
  if (date === undefined) return undefined;
  if (date < today) return 'overdue';
  return date < endOfDueSoon(today, of.region, calendar) ? 'dueSoon' : 'onTime';
}
