import { addWorkingDays, type Calendar, workingDaysBetween } from './calendar.ts';
import type { Assigned, Closed, Commitment, InProgress, Raised, Turn, Verified } from './commitments.ts';
import type { LocalDate } from './local-date.ts';
import type { OfficeId } from './offices.ts';
import { DUE_SOON_WORKING_DAYS, INTERRUPTIONS, SENT_BACK_WORKING_DAYS, STAGES } from './stages.ts';

type Derived = 'turn' | 'version' | 'head';

/** A commitment as a move leaves it, before its turn, version and place in the chain are worked out. */
export type Draft =
  | Omit<Raised, Derived>
  | Omit<Assigned, Derived>
  | Omit<InProgress, Derived>
  | Omit<Verified, Derived>
  | Omit<Closed, Derived>;

/** The secretariat offices that may judge the commitment: no office judges its own. Co-owning does not count. */
export function judgesOf(
  of: Pick<Commitment, 'secretariat'> & { readonly ownerOffice?: OfficeId },
): readonly OfficeId[] {
  return of.secretariat.filter((office) => office !== of.ownerOffice);
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

/** Whose move is next and by when. The first secretariat office that may judge is named where either may act. */
export function turnOf(of: Draft, calendar: Calendar): Turn | undefined {
  if (of.stage === 'closed') return undefined;
  const secretariat = judgesOf(of)[0] ?? of.secretariat[0] ?? '';
  const after = (from: LocalDate, workingDays: number) => addWorkingDays(from, workingDays, of.region, calendar);
  if ((of.stage === 'assigned' || of.stage === 'inProgress') && of.extensionRequested !== undefined) {
    const { action, workingDays } = INTERRUPTIONS.extensionRequested;
    return { office: secretariat, action, dueOn: after(of.extensionRequested.since, workingDays) };
  }
  if (of.stage === 'inProgress' && of.submission !== undefined) {
    const { action, workingDays } = INTERRUPTIONS.submitted;
    return { office: of.verifierOffice, action, dueOn: after(of.submission.on, workingDays) };
  }
  const rule = STAGES[of.stage].turn;
  const office = rule.office === 'owner' && 'ownerOffice' in of ? of.ownerOffice : secretariat;
  if (rule.workingDays === 'until due') {
    return { office, action: rule.action, dueOn: deliveryDate(of, calendar) ?? of.stageSince };
  }
  return { office, action: rule.action, dueOn: after(of.stageSince, rule.workingDays) };
}

/** How the owner's delivery stands on a local day: due today is not overdue. */
export type Timeliness = 'onTime' | 'dueSoon' | 'overdue';

/** @returns undefined where no delivery is awaited */
export function timelinessOf(of: Commitment, today: LocalDate, calendar: Calendar): Timeliness | undefined {
  const date = deliveryDate(of, calendar);
  if (date === undefined) return undefined;
  if (date < today) return 'overdue';
  return workingDaysBetween(today, date, of.region, calendar) <= DUE_SOON_WORKING_DAYS ? 'dueSoon' : 'onTime';
}
