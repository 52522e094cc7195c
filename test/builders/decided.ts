import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import type { CommitmentEvent } from '../../functions/commitments/events.ts';
import { decideMove } from '../../functions/commitments/moves/decide-move.ts';
import { decideRaise } from '../../functions/commitments/moves/decide-raise.ts';
import type { DecisionContext } from '../../functions/commitments/moves/decisions.ts';
import { type MoveName, moveInput, raiseInput } from '../../functions/commitments/moves/moves.ts';
import { type Forum, forum } from '../../functions/forums/forums.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import type { LocalDate } from '../../functions/platform/values/local-date.ts';
import { holderOf, OFFICES, PALOPO } from './palopo.ts';

/** The forum of Palopo, on Thursday 19 June 2025. */
export const FORUM: Forum = forum.parse({
  forumId: '7373-0123456789abcdef0123',
  region: '73.73',
  type: 'kemitraan-faskes',
  name: 'Forum Kemitraan Pengelolaan Fasilitas Kesehatan',
  date: '2025-06-19',
  datePrecision: 'day',
  chairOffice: PALOPO.mayor,
  secretariatOffices: [PALOPO.branch, PALOPO.sekda],
  participants: [PALOPO.branch],
});

/** A commitment with all its events. */
export interface CommitmentHistory {
  readonly commitment: Commitment;
  readonly events: readonly CommitmentEvent[];
}

/** A move's body as a caller sends it, without the version, which `make` fills in. */
export type Body = { readonly move: MoveName; readonly [field: string]: unknown };

/** Ids of an uploaded evidence file, and of one announced only. */
export const ARRIVED = 'e1e1e1e1e1e1e1e1e1e1';
export const AWAITED = 'e2e2e2e2e2e2e2e2e2e2';
export const LETTER = { letter: { number: '445/217/RSUD', date: '2025-06-20' } };

/** The decision context at ten o'clock in Palopo on that day. */
export function contextOn(day: LocalDate, more: Partial<DecisionContext> = {}): DecisionContext {
  return {
    now: new Date(`${day}T02:00:00.000Z`),
    moveId: `move-on-${day}`,
    calendar: DECREED_CALENDAR,
    canonicalHash: canonicalHash,
    offices: OFFICES,
    evidence: new Map([
      [ARRIVED, { hasArrived: true }],
      [AWAITED, { hasArrived: false }],
    ]),
    ...more,
  };
}

export const RAISE = {
  statement: { id: 'Menurunkan waktu tunggu poliklinik menjadi paling lama 60 menit' },
  category: 'antrean',
  basis: 'stated',
};

interface Raising {
  readonly id?: string;
  readonly on?: LocalDate;
  readonly by?: Actor;
  readonly at?: Forum;
  readonly body?: object;
}

/** A commitment raised by the branch on the day after the forum, by default. */
export function raise({
  id = '7373-abcdefabcdefabcdef01',
  on = '2025-06-20',
  by = holderOf(PALOPO.branch),
  at = FORUM,
  body = {},
}: Raising = {}): CommitmentHistory {
  const input = raiseInput.parse({ ...RAISE, ...body });
  const { commitment, event } = decideRaise(at, id, input, by, contextOn(on));
  return { commitment, events: [event] };
}

/** The commitment after a move, parsed and decided as the API does. */
export function make(
  told: CommitmentHistory,
  by: Actor,
  body: Body,
  on: LocalDate,
  more: Partial<DecisionContext> = {},
): CommitmentHistory {
  const input = moveInput.parse({ version: told.commitment.version, ...body });
  const { commitment, event } = decideMove(told.commitment, input, by, contextOn(on, more));
  return { commitment, events: [...told.events, event] };
}

/** The hospital owns and the puskesmas supports, due 14 working days after the forum; the health office verifies. */
export const ASSIGN = {
  move: 'assign',
  ownerOffice: PALOPO.hospital,
  verifierOffice: PALOPO.dinkes,
  coOwners: [PALOPO.puskesmas],
  due: { workingDays: 14 },
  criterion: { evidence: { id: 'laporan waktu tunggu bulanan' } },
} as const satisfies Body;

/** Changes to `ASSIGN`. */
export interface Assigning {
  readonly ownerOffice?: string;
  readonly verifierOffice?: string;
  readonly coOwners?: readonly string[];
  readonly due?: object;
  readonly criterion?: object;
}

/** The secretariat office that judges: the first that is not the owner. */
export function judgeOf({ ownerOffice }: Assigning): Actor {
  return holderOf(ownerOffice === PALOPO.branch ? PALOPO.sekda : PALOPO.branch);
}

const ownerIn = ({ ownerOffice = ASSIGN.ownerOffice }: Assigning) => holderOf(ownerOffice);
const verifierIn = ({ verifierOffice = ASSIGN.verifierOffice }: Assigning) => holderOf(verifierOffice);
const REQUEST: Body = { move: 'requestExtension', due: { on: '2025-07-24' }, reason: 'menunggu pengadaan' };

/** Every situation of a commitment, in order, each reached by legal moves. */
export const SITUATIONS = {
  raised: (): CommitmentHistory => raise(),
  assigned: (as: Assigning = {}): CommitmentHistory => make(raise(), judgeOf(as), { ...ASSIGN, ...as }, '2025-06-23'),
  assignedAwaitingAnswer: (as: Assigning = {}): CommitmentHistory =>
    make(SITUATIONS.assigned(as), ownerIn(as), REQUEST, '2025-06-24'),
  inProgress: (as: Assigning = {}): CommitmentHistory =>
    make(SITUATIONS.assigned(as), ownerIn(as), { move: 'start' }, '2025-06-24'),
  awaitingAnswer: (as: Assigning = {}): CommitmentHistory =>
    make(SITUATIONS.inProgress(as), ownerIn(as), REQUEST, '2025-06-25'),
  submitted: (as: Assigning = {}): CommitmentHistory => {
    const body: Body = { move: 'submit', evidence: [ARRIVED, LETTER], note: 'terlampir' };
    return make(SITUATIONS.inProgress(as), ownerIn(as), body, '2025-07-07');
  },
  sentBack: (as: Assigning = {}): CommitmentHistory => {
    const body: Body = { move: 'sendBack', reason: 'laporan bulan Juni belum ada' };
    return make(SITUATIONS.submitted(as), verifierIn(as), body, '2025-07-09');
  },
  verified: (as: Assigning = {}): CommitmentHistory => {
    const body: Body = { move: 'verify', finding: 'fulfilled', reason: 'dilihat di tempat' };
    return make(SITUATIONS.submitted(as), verifierIn(as), body, '2025-07-08');
  },
  closed: (as: Assigning = {}): CommitmentHistory =>
    make(SITUATIONS.verified(as), judgeOf(as), { move: 'close', resolution: 'fulfilled' }, '2025-07-10'),
} as const;

export type Situation = keyof typeof SITUATIONS;

/** Only the last one is closed. */
export const SITUATION_NAMES = [
  'raised',
  'assigned',
  'assignedAwaitingAnswer',
  'inProgress',
  'awaitingAnswer',
  'submitted',
  'sentBack',
  'verified',
  'closed',
] as const satisfies readonly Situation[];
