/** The next stage on the regular path, and the turn that the stage opens. */
interface StageRule {
  readonly next: string | null;
  readonly turn: {
    readonly office: 'secretariat' | 'owner';
    readonly action: string;
    readonly workingDays: number | 'until due';
  } | null;
}

/** The five stages, in order, with the turn that each opens. */
export const STAGES = {
  raised: { next: 'assigned', turn: { office: 'secretariat', action: 'assign', workingDays: 3 } },
  assigned: { next: 'inProgress', turn: { office: 'owner', action: 'start', workingDays: 5 } },
  inProgress: { next: 'verified', turn: { office: 'owner', action: 'deliver', workingDays: 'until due' } },
  verified: { next: 'closed', turn: { office: 'secretariat', action: 'close', workingDays: 10 } },
  closed: { next: null, turn: null },
} as const satisfies Record<string, StageRule>;

export type Stage = keyof typeof STAGES;

export const STAGE_NAMES = [
  'raised',
  'assigned',
  'inProgress',
  'verified',
  'closed',
] as const satisfies readonly Stage[];

/** Turns that interrupt a stage: the verifier's after a submission, the secretariat's after an extension request. */
export const INTERRUPTIONS = {
  submitted: { stages: ['inProgress'], office: 'verifier', action: 'verify', workingDays: 10 },
  extensionRequested: {
    stages: ['assigned', 'inProgress'],
    office: 'secretariat',
    action: 'answerExtension',
    workingDays: 3,
  },
} as const;

/** The minimum of working days for the owner after a submission is sent back. */
export const SENT_BACK_WORKING_DAYS = 5;

export const TURN_ACTIONS = ['assign', 'start', 'deliver', 'verify', 'close', 'answerExtension'] as const;
export type TurnAction = (typeof TURN_ACTIONS)[number];
