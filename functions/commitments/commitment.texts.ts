import type * as z from 'zod';
import type { Language } from '../platform/values/text.ts';
import { countedInEnglish, writtenNumber } from '../platform/values/written-numbers.ts';
import type { basis, finding, resolution } from './commitment.ts';
import type { Stage, TurnAction } from './stages.ts';
import type { Timeliness } from './turns.ts';

const id = {
  commitments: (count: number) => `${writtenNumber(count, 'id')} komitmen`,
  stages: {
    raised: 'dicatat',
    assigned: 'ditetapkan',
    inProgress: 'sedang ditindaklanjuti',
    verified: 'terverifikasi',
    closed: 'ditutup',
  } satisfies Record<Stage, string>,
  timeliness: {
    onTime: 'sesuai tenggat',
    dueSoon: 'mendekati tenggat',
    overdue: 'lewat tenggat',
  } satisfies Record<Timeliness, string>,
  findings: {
    fulfilled: 'sesuai',
    partlyFulfilled: 'sebagian sesuai',
    cannotBeFulfilled: 'tidak dapat ditindaklanjuti',
  } satisfies Record<z.infer<typeof finding>, string>,
  resolutions: {
    fulfilled: 'terpenuhi',
    partlyFulfilled: 'terpenuhi sebagian',
    cannotBeFulfilled: 'tidak dapat ditindaklanjuti',
    withdrawn: 'dibatalkan',
    merged: 'digabungkan',
  } satisfies Record<z.infer<typeof resolution>, string>,
  bases: {
    stated: 'dinyatakan dalam forum',
    derived: 'diturunkan dari masalah yang dinyatakan',
    inferred: 'dirumuskan oleh sekretariat forum',
  } satisfies Record<z.infer<typeof basis>, string>,
  /** Role and task of the office whose turn it is. */
  turns: {
    assign: {
      role: 'sekretariat forum',
      task: 'menetapkan penanggung jawab, verifikator, tenggat, dan ukuran keberhasilan',
    },
    start: {
      role: 'penanggung jawab',
      task: 'memulai tindak lanjut, atau mengembalikan komitmen bila bukan kewenangannya',
    },
    deliver: {
      role: 'penanggung jawab',
      task: 'menyampaikan bukti tindak lanjut, atau mengajukan perpanjangan tenggat',
    },
    verify: {
      role: 'verifikator',
      task: 'memverifikasi bukti tindak lanjut, atau mengembalikannya untuk dilengkapi',
    },
    close: {
      role: 'sekretariat forum',
      task: 'menutup komitmen, atau mengembalikannya untuk dilengkapi',
    },
    answerExtension: { role: 'sekretariat forum', task: 'menjawab pengajuan perpanjangan tenggat' },
  } satisfies Record<TurnAction, { readonly role: string; readonly task: string }>,
  /** Marks a date that may still change. */
  provisional: '(sementara)',
};

const en: typeof id = {
  commitments: (count) => countedInEnglish(count, 'commitment'),
  stages: {
    raised: 'raised',
    assigned: 'assigned',
    inProgress: 'in progress',
    verified: 'verified',
    closed: 'closed',
  },
  timeliness: { onTime: 'on time', dueSoon: 'due soon', overdue: 'overdue' },
  findings: {
    fulfilled: 'fulfilled',
    partlyFulfilled: 'partly fulfilled',
    cannotBeFulfilled: 'cannot be fulfilled',
  },
  resolutions: {
    fulfilled: 'fulfilled',
    partlyFulfilled: 'partly fulfilled',
    cannotBeFulfilled: 'cannot be fulfilled',
    withdrawn: 'withdrawn',
    merged: 'merged',
  },
  bases: {
    stated: 'stated in the forum',
    derived: 'derived from a stated problem',
    inferred: 'worded by the forum’s secretariat',
  },
  turns: {
    assign: { role: 'the forum’s secretariat', task: 'determine owner, verifier, due date and criterion' },
    start: { role: 'owner', task: 'start the work, or decline the commitment if it lies outside its authority' },
    deliver: { role: 'owner', task: 'submit evidence, or request an extension' },
    verify: { role: 'verifier', task: 'verify the evidence, or send it back' },
    close: {
      role: 'the forum’s secretariat',
      task: 'close the commitment, or send it back',
    },
    answerExtension: { role: 'the forum’s secretariat', task: 'answer the request for an extension' },
  },
  provisional: '(provisional)',
};

/** The texts that letters and pages share. */
export const COMMITMENT_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
