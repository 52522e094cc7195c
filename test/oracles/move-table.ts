import type { Turn } from '../../functions/commitments/commitment.ts';
import type { MoveName } from '../../functions/commitments/moves/moves.ts';
import type { Stage } from '../../functions/commitments/stages.ts';
import type { TransitionKind } from '../../functions/lifecycle/transition-kinds.ts';
import type { NoticePart } from '../../functions/notifications/move-notices/move-notices.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { ASSIGN, type Body, SITUATION_NAMES, type Situation } from '../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../builders/palopo.ts';

const { branch, sekda, hospital, puskesmas, dinkes } = PALOPO;

/** All kinds of actors. The hospital owns, the puskesmas supports, the health office verifies. */
export const PEOPLE = {
  owner: holderOf(hospital),
  coOwner: holderOf(puskesmas),
  verifier: holderOf(dinkes),
  branch: holderOf(branch),
  sekda: holderOf(sekda),
  unrelated: holderOf(PALOPO.registry),
  superior: holderOf(PALOPO.mayor),
  ownersAuditor: holderOf(hospital, 'auditor'),
  verifiersAuditor: holderOf(dinkes, 'auditor'),
  branchsAuditor: holderOf(branch, 'auditor'),
  admin: ADMIN,
} as const satisfies Record<string, Actor>;
export type Person = keyof typeof PEOPLE;

const SECRETARIAT: readonly Person[] = ['branch', 'sekda', 'admin'];
const OWNER: readonly Person[] = ['owner'];
const VERIFIER: readonly Person[] = ['verifier'];
const CONCERNED: readonly Person[] = ['owner', 'coOwner', 'verifier', 'branch', 'sekda'];

/** A row of the move table: a situation, the allowed actors, the day, the move, and the stage and turn after it. */
export interface Row {
  readonly from: Situation;
  readonly by: readonly Person[];
  readonly on: string;
  readonly body: Body;
  readonly to: Stage | 'as before';
  readonly turn: Turn | 'none' | 'as before';
}

const OPEN = SITUATION_NAMES.slice(0, -1);

const turn = (office: string, action: Turn['action'], dueOn: string): Turn => ({ office, action, dueOn });
export const because = { reason: 'sesuai kesepakatan rapat' };
const later = { due: { on: '2025-07-24' }, ...because };

function row(from: Situation, by: Row['by'], on: string, body: Body, to: Row['to'], then: Row['turn']): Row {
  return { from, by, on, body, to, turn: then };
}

const decline: Body = { move: 'decline', ...because };
const start: Body = { move: 'start' };
const submit: Body = { move: 'submit', evidence: [{ letter: { number: '1', date: '2025-07-01' } }] };
const sendBack: Body = { move: 'sendBack', ...because };
export const verify: Body = { move: 'verify', finding: 'fulfilled' };
export const close: Body = { move: 'close', resolution: 'fulfilled' };
const withdraw: Body = { move: 'withdraw', resolution: 'withdrawn', ...because };
const reopen: Body = { move: 'reopen', due: { on: '2025-08-29' }, ...because };
const request: Body = { move: 'requestExtension', ...later };
const extend: Body = { move: 'extend', ...later };
const refuse: Body = { move: 'refuseExtension', ...because };
const reassign: Body = { move: 'reassign', ownerOffice: puskesmas, coOwners: [], ...because };
const correct: Body = { move: 'correct', category: 'rujukan', ...because };
const note: Body = { move: 'note', text: 'dibahas dalam rapat berkala' };

// 27 June 2025 is a holiday: working days counted across it end one day later.
export const ROWS: Readonly<Record<MoveName, readonly Row[]>> = {
  assign: [row('raised', SECRETARIAT, '2025-06-23', ASSIGN, 'assigned', turn(hospital, 'start', '2025-07-01'))],
  decline: [
    row('assigned', OWNER, '2025-06-24', decline, 'raised', turn(branch, 'assign', '2025-06-30')),
    row('assignedAwaitingAnswer', OWNER, '2025-06-25', decline, 'raised', turn(branch, 'assign', '2025-07-01')),
  ],
  start: [
    row('assigned', OWNER, '2025-06-24', start, 'inProgress', turn(hospital, 'deliver', '2025-07-10')),
    row('assignedAwaitingAnswer', OWNER, '2025-06-25', start, 'inProgress', 'as before'),
  ],
  submit: [
    row('inProgress', OWNER, '2025-07-07', submit, 'inProgress', turn(dinkes, 'verify', '2025-07-21')),
    row('awaitingAnswer', OWNER, '2025-07-07', submit, 'inProgress', turn(dinkes, 'verify', '2025-07-21')),
    row('sentBack', OWNER, '2025-07-10', submit, 'inProgress', turn(dinkes, 'verify', '2025-07-24')),
  ],
  sendBack: [
    row('submitted', VERIFIER, '2025-07-09', sendBack, 'inProgress', turn(hospital, 'deliver', '2025-07-16')),
    row('verified', SECRETARIAT, '2025-07-10', sendBack, 'inProgress', turn(hospital, 'deliver', '2025-07-17')),
  ],
  verify: [row('submitted', VERIFIER, '2025-07-08', verify, 'verified', turn(branch, 'close', '2025-07-22'))],
  close: [row('verified', SECRETARIAT, '2025-07-10', close, 'closed', 'none')],
  withdraw: OPEN.slice(0, 7).map((from) => row(from, SECRETARIAT, '2025-07-10', withdraw, 'closed', 'none')),
  reopen: [row('closed', SECRETARIAT, '2025-07-14', reopen, 'inProgress', turn(hospital, 'deliver', '2025-08-29'))],
  requestExtension: [
    row('assigned', OWNER, '2025-06-25', request, 'assigned', turn(branch, 'answerExtension', '2025-07-01')),
    row('inProgress', OWNER, '2025-06-25', request, 'inProgress', turn(branch, 'answerExtension', '2025-07-01')),
    row('sentBack', OWNER, '2025-07-10', request, 'inProgress', turn(branch, 'answerExtension', '2025-07-15')),
  ],
  extend: [
    row('assigned', SECRETARIAT, '2025-06-25', extend, 'assigned', turn(hospital, 'start', '2025-07-01')),
    row('assignedAwaitingAnswer', SECRETARIAT, '2025-06-25', extend, 'assigned', turn(hospital, 'start', '2025-07-01')),
    row('inProgress', SECRETARIAT, '2025-06-25', extend, 'inProgress', turn(hospital, 'deliver', '2025-07-24')),
    row('awaitingAnswer', SECRETARIAT, '2025-06-26', extend, 'inProgress', turn(hospital, 'deliver', '2025-07-24')),
    row('submitted', SECRETARIAT, '2025-07-08', extend, 'inProgress', 'as before'),
    row('sentBack', SECRETARIAT, '2025-07-10', extend, 'inProgress', turn(hospital, 'deliver', '2025-07-24')),
  ],
  refuseExtension: [
    row('assignedAwaitingAnswer', SECRETARIAT, '2025-06-25', refuse, 'assigned', turn(hospital, 'start', '2025-07-01')),
    row('awaitingAnswer', SECRETARIAT, '2025-06-26', refuse, 'inProgress', turn(hospital, 'deliver', '2025-07-10')),
  ],
  reassign: OPEN.slice(1, 7).map((from) =>
    row(from, SECRETARIAT, '2025-07-10', reassign, 'assigned', turn(puskesmas, 'start', '2025-07-17')),
  ),
  correct: OPEN.map((from) => row(from, SECRETARIAT, '2025-07-10', correct, 'as before', 'as before')),
  note: [
    row('raised', ['branch', 'sekda'], '2025-07-10', note, 'as before', 'as before'),
    ...OPEN.slice(1).map((from) => row(from, CONCERNED, '2025-07-10', note, 'as before', 'as before')),
    row('closed', CONCERNED, '2025-07-10', note, 'as before', 'none'),
  ],
};

/** The transition of each move. */
export const TRANSITIONS: Readonly<Record<MoveName, TransitionKind>> = {
  assign: 'advance',
  decline: 'redirect',
  start: 'advance',
  submit: 'inPlace',
  sendBack: 'redirect',
  verify: 'advance',
  close: 'advance',
  withdraw: 'redirect',
  reopen: 'restart',
  requestExtension: 'inPlace',
  extend: 'inPlace',
  refuseExtension: 'inPlace',
  reassign: 'redirect',
  correct: 'inPlace',
  note: 'inPlace',
};

/** The offices that get a notice of each move, and their part in it. */
export const NOTIFIED: Readonly<Record<MoveName, readonly (readonly [office: string, part: NoticePart])[]>> = {
  assign: [
    [hospital, 'turn'],
    [puskesmas, 'supporting'],
  ],
  decline: [[branch, 'turn']],
  start: [],
  submit: [[dinkes, 'turn']],
  sendBack: [[hospital, 'turn']],
  verify: [[branch, 'turn']],
  close: [],
  withdraw: [],
  reopen: [[hospital, 'turn']],
  requestExtension: [[branch, 'turn']],
  extend: [[hospital, 'turn']],
  refuseExtension: [[hospital, 'turn']],
  reassign: [
    [puskesmas, 'turn'],
    [hospital, 'former'],
  ],
  correct: [],
  note: [],
};
