import { addWorkingDays, type Calendar } from '../calendar/calendar.ts';
import type { OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Assigned, Closed, Commitment, InProgress, Raised, Turn, Verified } from './commitment.ts';
import { endOfDueSoon } from './due-soon.ts';
import { INTERRUPTIONS, SENT_BACK_WORKING_DAYS, STAGES, type Stage, type TurnAction } from './stages.ts';

type Derived = 'turn' | 'version' | 'head';

/** A commitment as a move leaves it, before its turn, version and place in the chain are worked out. */
export type Draft =
  | Omit<Raised, Derived>
  | Omit<Assigned, Derived>
  | Omit<InProgress, Derived>
  | Omit<Verified, Derived>
  | Omit<Closed, Derived>;

/**
 * The secretariat offices that may judge the commitment: no office judges its own, nor what it has declined. Co-owning
 * does not count.
 */
export function judgesOf(of: Draft): readonly OfficeId[] {
  const owner = 'ownerOffice' in of ? of.ownerOffice : undefined;
  const declinedBy = 'declinedBy' in of ? of.declinedBy : undefined;
  return of.secretariat.filter((office) => office !== owner && office !== declinedBy);
}

/**
 * The local date by whose end the owner is to deliver: the due date, or after a submission was sent back five working
 * days from then if that is later, so that a slow verifier makes nobody else late.
 * @returns undefined where no delivery is awaited: raised, submitted, verified, closed
 */
export function deliveryDate(of: Draft, calendar: Calendar): LocalDate | undefined {
  if (of.stage === 'assigned') return of.due.on;
  if (of.stage !== 'inProgress' || of.submission !== undefined) return undefined;
  if (of.sentBackOn === undefined) return of.due.on;
  const earliest = addWorkingDays(of.sentBackOn, SENT_BACK_WORKING_DAYS, of.region, calendar);
  if (of.due.on > earliest) return of.due.on;
  return earliest;
}

/** What a turn depends on: the stage, and whether a submission or a request for more time interrupts it. */
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

/** What the office whose turn it is has to do; undefined once closed. */
export function turnActionOf(of: Standing): TurnAction | undefined {
  return ruleOf(of)?.action;
}

/** Whose move is next and by when. The first secretariat office that may judge is named where either may act. */
export function turnOf(of: Draft, calendar: Calendar): Turn | undefined {
  const rule = ruleOf(of);
  if (rule === null) return undefined;
  const secretariat = judgesOf(of)[0] ?? of.secretariat[0] ?? '';
  const offices = {
    secretariat,
    owner: 'ownerOffice' in of ? (of.ownerOffice ?? secretariat) : secretariat,
    verifier: 'verifierOffice' in of ? (of.verifierOffice ?? secretariat) : secretariat,
  };
  const dueOn =
    rule.workingDays === 'until due'
      ? (deliveryDate(of, calendar) ?? of.stageSince)
      : addWorkingDays(turnSince(of, rule.action), rule.workingDays, of.region, calendar);
  return { office: offices[rule.office], action: rule.action, dueOn };
}

/**
 * The local day from which the present turn counts: that of the stage, the request, the submission, or of sending it back.
 */
export function turnSince(of: Draft, action: TurnAction): LocalDate {
  if (action === 'answerExtension' && 'extensionRequested' in of) return of.extensionRequested?.since ?? of.stageSince;
  if (action === 'verify' && 'submission' in of) return of.submission?.on ?? of.stageSince;
  if (action === 'deliver' && 'sentBackOn' in of) return of.sentBackOn ?? of.stageSince;
  return of.stageSince;
}

/** How the owner's delivery stands on a local day: due today is not overdue. */
export type Timeliness = 'onTime' | 'dueSoon' | 'overdue';

/** @returns undefined where no delivery is awaited */
export function timelinessOf(of: Commitment, today: LocalDate, calendar: Calendar): Timeliness | undefined {
  const date = deliveryDate(of, calendar);
  if (date === undefined) return undefined;
  if (date < today) return 'overdue';
  return date < endOfDueSoon(today, of.region, calendar) ? 'dueSoon' : 'onTime';
}
