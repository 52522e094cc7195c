import type { Turn } from '../../commitments/commitment.ts';
import type { NoticeReader } from '../../commitments/moves/move-rule.ts';
import { MOVES } from '../../commitments/moves/moves.ts';
import { partiesOf } from '../../commitments/parties.ts';
import type { OfficeId } from '../../offices/offices.ts';
import { NOTIFIED_MOVES, type NotifiedMove } from '../letter-contents.ts';
import type { Letter } from '../letters.ts';

/** A commitment as far as news goes: the offices that have a part in it, and whose turn it is; closed, it has none. */
export interface Concerned {
  readonly ownerOffice?: OfficeId | undefined;
  readonly verifierOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly turn?: Pick<Turn, 'office' | 'action'> | undefined;
}

/** The part that a reader has in the commitment: its turn, a hand in another's work, or none any more. */
export const NOTICE_PARTS = ['turn', 'supporting', 'former'] as const;
export type NoticePart = (typeof NOTICE_PARTS)[number];

/** News for one office: a move of a commitment, told because of the part that the office has in it. */
export interface MoveNotice {
  /** The office that is told. */
  readonly office: OfficeId;
  readonly commitmentId: string;
  /** Of the move's event. */
  readonly version: number;
  readonly move: NotifiedMove;
  /** When the move was made, as an instant. */
  readonly at: string;
  readonly part: NoticePart;
}

/** What it takes to say whether news is still so. */
export type PendingMoveNotice = Pick<MoveNotice, 'office' | 'move' | 'part'>;

/** Whether offices are told of a move, by its name in an event. */
export function isNotifiedMove(move: string): move is NotifiedMove {
  return NOTIFIED_MOVES.some((known) => known === move);
}

/** The offices that a move is news for, each once, with their part; not the one that made it. */
export function moveNoticesOf(
  move: NotifiedMove,
  by: OfficeId,
  before: Concerned,
  after: Concerned,
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
 * Whether what was news is so still: whoever is asked for something is still to do just that; a supporting office still
 * supports; a former one has not come back. What is closed is no news any more.
 */
export function isNoticeStillValid({ office, move, part }: PendingMoveNotice, { turn, ...now }: Concerned): boolean {
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
 * What of an office's news is still worth telling: what is so still, and of a move of a commitment that was made twice
 * the last.
 * @param news in the order in which it happened
 */
export function worthSending<Kept extends MoveNotice>(
  news: readonly Kept[],
  commitments: ReadonlyMap<string, Concerned>,
): readonly Kept[] {
  const last = new Map<string, Kept>();
  for (const row of news) {
    const now = commitments.get(row.commitmentId);
    if (now !== undefined && isNoticeStillValid(row, now)) last.set(`${row.commitmentId} ${row.move}`, row);
  }
  return [...last.values()];
}

/**
 * Which of an office's news a letter has told, if it was sent: that of its commitments which was there when it was
 * claimed. One that was only claimed may still be on its way. One whose sender did not live to record it, and that SES
 * told of, names no commitments: it told all that there was.
 */
export function sentIn<Kept extends MoveNotice>(letter: Letter | undefined, news: readonly Kept[]): readonly Kept[] {
  if (letter === undefined || letter.status === 'claimed' || letter.status === 'failed') return [];
  const { commitments, claimedAt } = letter;
  const isIn = (id: string) => commitments.length === 0 || commitments.includes(id);
  return news.filter(({ commitmentId, at }) => isIn(commitmentId) && at <= claimedAt);
}

const PART_OF = {
  owner: 'turn',
  coOwners: 'supporting',
  verifier: 'turn',
  secretariat: 'turn',
  former: 'former',
} as const satisfies Record<NoticeReader, NoticePart>;

function readersOf(reader: NoticeReader, before: Concerned, after: Concerned): readonly OfficeId[] {
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
