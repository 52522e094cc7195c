import { addWorkingDays, type Calendar } from '../calendar/calendar.ts';
import type { OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Assigned, Closed, Commitment, InProgress, Raised, Turn, Verified } from './commitment.ts';
import { endOfDueSoon } from './due-soon.ts';
import { partiesOf } from './parties.ts';
import { INTERRUPTIONS, SENT_BACK_WORKING_DAYS, STAGES, type Stage, type TurnAction } from './stages.ts';

type Derived = 'turn' | 'version' | 'head';

/** A commitment after a move, without the derived turn, version and hash. */
export type Draft =
  | Omit<Raised, Derived>
  | Omit<Assigned, Derived>
  | Omit<InProgress, Derived>
  | Omit<Verified, Derived>
  | Omit<Closed, Derived>;

/**
 * The secretariat offices that may judge the commitment. An office must not judge a commitment that it owns or has
 * declined; a co-owner may.
 */
export function judgesOf(of: Draft): readonly OfficeId[] {
  const { owner } = partiesOf(of);
  const declinedBy = 'declinedBy' in of ? of.declinedBy : undefined;
  return of.secretariat.filter((office) => office !== owner && office !== declinedBy);
}

interface DeliveryConditions {
  readonly stage: Stage;
  readonly due?: { readonly on: LocalDate } | undefined;
  readonly submission?: unknown;
  readonly sentBackOn?: LocalDate | undefined;
}

/**
 * The local date by the end of which the owner must deliver: the due date or, if later, five working days after a
 * submission was sent back, so that a slow verifier does not make the owner late.
 * @param fiveDaysAfter adds the five working days, by a calendar or as recorded
 * @returns undefined if no delivery is expected: raised, submitted, verified, closed
 */
export function deliveryDate(
  { stage, due, submission, sentBackOn }: DeliveryConditions,
  fiveDaysAfter: (sentBackOn: LocalDate) => LocalDate | undefined,
): LocalDate | undefined {
  const isExpected = stage === 'assigned' || (stage === 'inProgress' && submission === undefined);
  if (!isExpected || due === undefined) return undefined;
  const isSentBack = stage === 'inProgress' && sentBackOn !== undefined;
  return isSentBack ? later(due.on, fiveDaysAfter(sentBackOn)) : due.on;
}

export function later(one: LocalDate, other: LocalDate | undefined): LocalDate {
  return other === undefined || one > other ? one : other;
}

function deliveryDateBy(of: Draft, calendar: Calendar): LocalDate | undefined {
  return deliveryDate(of, (sentBackOn) => addWorkingDays(sentBackOn, SENT_BACK_WORKING_DAYS, of.region, calendar));
}

interface TurnConditions {
  readonly stage: Stage;
  readonly submission?: unknown;
  readonly extensionRequested?: unknown;
}

function turnRuleOf(of: TurnConditions) {
  const { extensionRequested, submitted } = INTERRUPTIONS;
  if (of.extensionRequested !== undefined && isAmong(of.stage, extensionRequested.stages)) return extensionRequested;
  if (of.submission !== undefined && isAmong(of.stage, submitted.stages)) return submitted;
  return STAGES[of.stage].turn;
}

function isAmong(stage: Stage, stages: readonly Stage[]): boolean {
  return stages.includes(stage);
}

/** The next turn. Of the secretariat offices, the first that may judge gets it. */
export function turnOf(of: Draft, calendar: Calendar): Turn | undefined {
  const rule = turnRuleOf(of);
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

/** The local day on which the turn began: the day of the stage, extension request, submission or sending back. */
export function turnSince(of: Draft, action: TurnAction): LocalDate {
  if (action === 'answerExtension' && 'extensionRequested' in of) return of.extensionRequested?.since ?? of.stageSince;
  if (action === 'verify' && 'submission' in of) return of.submission?.on ?? of.stageSince;
  if (action === 'deliver' && 'sentBackOn' in of) return of.sentBackOn ?? of.stageSince;
  return of.stageSince;
}

/** The state of the owner's delivery on a local day. A delivery due today is not overdue. */
export type Timeliness = 'onTime' | 'dueSoon' | 'overdue';

/** @returns undefined if no delivery is expected */
export function timelinessOf(of: Commitment, today: LocalDate, calendar: Calendar): Timeliness | undefined {
  const date = deliveryDateBy(of, calendar);
  if (date === undefined) return undefined;
  if (date < today) return 'overdue';
  return date < endOfDueSoon(today, of.region, calendar) ? 'dueSoon' : 'onTime';
}
