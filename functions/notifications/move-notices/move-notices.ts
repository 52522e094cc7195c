import type { Turn } from '../../commitments/commitment.ts';
import type { NoticeReader } from '../../commitments/moves/move-rule.ts';
import { MOVES } from '../../commitments/moves/moves.ts';
import { partiesOf } from '../../commitments/parties.ts';
import type { OfficeId } from '../../offices/offices.ts';
import { NOTIFIED_MOVES, type NotifiedMove } from '../letter-contents.ts';
import type { Letter } from '../letters.ts';

/** The offices with a part in a commitment, and its turn; a closed commitment has no turn. */
export interface Participants {
  readonly ownerOffice?: OfficeId | undefined;
  readonly verifierOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly turn?: Pick<Turn, 'office' | 'action'> | undefined;
}

/** The reader's part in the commitment: it has the turn, supports the owner, or has lost its part. */
export const NOTICE_PARTS = ['turn', 'supporting', 'former'] as const;
export type NoticePart = (typeof NOTICE_PARTS)[number];

/** The notice of one move for one office. */
export interface MoveNotice {
  /** The reader. */
  readonly office: OfficeId;
  readonly commitmentId: string;
  /** Version of the move's event. */
  readonly version: number;
  readonly move: NotifiedMove;
  /** Instant of the move. */
  readonly at: string;
  readonly part: NoticePart;
}

export type PendingMoveNotice = Pick<MoveNotice, 'office' | 'move' | 'part'>;

/** Whether a move has notices, by its name in an event. */
export function isNotifiedMove(move: string): move is NotifiedMove {
  return NOTIFIED_MOVES.some((known) => known === move);
}

/** The readers of a move's notices, each once, without the office that made the move. */
export function moveNoticesOf(
  move: NotifiedMove,
  by: OfficeId,
  before: Participants,
  after: Participants,
): readonly Pick<MoveNotice, 'office' | 'part'>[] {
  const parts = new Map<OfficeId, NoticePart>();
  for (const reader of MOVES[move].notice.readers) {
    for (const office of readersOf(reader, before, after)) {
      if (office !== by) parts.set(office, PART_OF[reader]);
    }
  }
  return [...parts].map(([office, part]) => ({ office, part }));
}

/**
 * Whether a notice still holds: the office still has to take the requested action, still supports the owner, or still
 * has no part. No notice of a closed commitment holds.
 */
export function isNoticeStillValid({ office, move, part }: PendingMoveNotice, { turn, ...now }: Participants): boolean {
  if (turn === undefined) return false;
  switch (part) {
    case 'turn':
      return turn.office === office && MOVES[move].notice.asks.some((action) => action === turn.action);
    case 'supporting':
      return now.coOwners.includes(office);
    case 'former':
      return !partiesOf(now).all.includes(office);
  }
}

/**
 * The notices of an office that still hold; of a move made repeatedly the last one only.
 * @param notices in the order of their moves
 */
export function worthSending<Notice extends MoveNotice>(
  notices: readonly Notice[],
  commitments: ReadonlyMap<string, Participants>,
): readonly Notice[] {
  const last = new Map<string, Notice>();
  for (const notice of notices) {
    const now = commitments.get(notice.commitmentId);
    if (now !== undefined && isNoticeStillValid(notice, now)) last.set(`${notice.commitmentId} ${notice.move}`, notice);
  }
  return [...last.values()];
}

/**
 * The notices that a sent letter contained: those of its commitments that existed when it was claimed. A letter that is
 * only claimed may not have been sent. A letter settled by an SES event after its sender died names no commitments: it
 * contained all notices.
 */
export function sentIn<Notice extends MoveNotice>(
  letter: Letter | undefined,
  notices: readonly Notice[],
): readonly Notice[] {
  if (letter === undefined || letter.status === 'claimed' || letter.status === 'failed') return [];
  const { commitments, claimedAt } = letter;
  const isIn = (id: string) => commitments.length === 0 || commitments.includes(id);
  return notices.filter(({ commitmentId, at }) => isIn(commitmentId) && at <= claimedAt);
}

const PART_OF = {
  owner: 'turn',
  coOwners: 'supporting',
  verifier: 'turn',
  secretariat: 'turn',
  former: 'former',
} as const satisfies Record<NoticeReader, NoticePart>;

function readersOf(reader: NoticeReader, before: Participants, after: Participants): readonly OfficeId[] {
  switch (reader) {
    case 'owner':
      return known(after.ownerOffice);
    case 'coOwners':
      return after.coOwners;
    case 'verifier':
      return known(after.verifierOffice);
    case 'secretariat':
      return known(after.turn?.office);
    case 'former':
      return partiesOf(before).all.filter((office) => !partiesOf(after).all.includes(office));
  }
}

const known = (office: OfficeId | undefined) => (office === undefined ? [] : [office]);
