import type { Bench } from './bench.ts';
import { countedLife, READ } from './calls.ts';
import { type Figure, quantile } from './figures.ts';
import { moveNoticeUnits } from './news-units.ts';
import { PRICES } from './prices.ts';
import { seededTable } from './statistics.ts';
import { batches, EVENT_UNITS } from './statistics-batches.ts';
import { billableTransitions, straightHistories } from './transitions.ts';
import { lineUnits } from './write-units.ts';

/** Limit in US dollars per million commitments. */
const BAR = 270;
const MILLION = 1_000_000;

/** Raise, assign, start, submit, verify, close. */
const WRITES = 6;
/** Reads of a commitment by people. */
const READS = 10;

/**
 * Assumed, because the local engine does not behave like AWS: billed seconds of the API function at its 1,024 MB. A write
 * waits for its event: two hops through Step Functions and a transaction. One call in a hundred is a cold start.
 */
const ASSUMED = {
  secondsOfWrite: 0.15,
  secondsOfRead: 0.02,
  secondsOfColdStart: 0.5,
  coldStarts: 0.01,
  gigabytes: 1,
  /** The gateway's access log; Lambda's start and report lines in JSON with the metric of a move. */
  logBytesOfRequest: 350 + 1_000,
} as const;

/** The usage of one commitment from raised to closed. */
interface Design {
  readonly transitions: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Invocations of functions by steps of the workflow. */
  readonly stepInvocations: number;
}

/** US dollars per million commitments, by item. */
export async function cost(bench: Bench): Promise<readonly Figure[]> {
  const life = await countedLife(bench);
  const read = life.find(({ what }) => what === READ)?.readUnits ?? Number.NaN;
  const ofWrites = life.slice(0, WRITES).reduce((sum, { readUnits }) => sum + readUnits, 0);
  const transitions = quantile((await straightHistories(bench)).map(billableTransitions), 0.5);
  const ours: Design = {
    transitions,
    writeUnits: lineUnits().typical,
    readUnits: ofWrites + READS * read,
    stepInvocations: 0,
  };
  const items = itemsOf(ours);
  return [
    ...Object.entries(items).map(([what, dollars]) => ({ what, value: rounded(dollars) })),
    { what: `all: ${counted(ours)}`, value: rounded(sumOf(items)), bar: BAR },
    ...(await setOff()),
    ...OTHERS.map(({ what, ...design }) => ({ what, value: rounded(sumOf(itemsOf({ ...ours, ...design }))) })),
  ];
}

/**
 * The cost of statistics and early letters. Assumes one letter for each move notice, although notices within half an
 * hour share one.
 */
async function setOff(): Promise<readonly Figure[]> {
  const counting = (await batches(await seededTable(1_000))).find(({ what }) => what === EVENT_UNITS)?.typical;
  const { reads, writes, mails } = await moveNoticeUnits();
  return [
    {
      what: 'beside them, counting for the reports: write units, counted',
      value: rounded(WRITES * (counting ?? Number.NaN) * PRICES.writeUnit),
    },
    {
      what: 'beside them, news for early letters: write and read units, counted',
      value: rounded(writes * PRICES.writeUnit + reads * PRICES.readUnit),
    },
    {
      what: `beside them, SES: ${mails} early letters, each of one piece of news`,
      value: rounded(mails * PRICES.mail),
    },
  ];
}

function itemsOf({ transitions, writeUnits, readUnits, stepInvocations }: Design) {
  const requests = WRITES + READS;
  const seconds =
    WRITES * ASSUMED.secondsOfWrite +
    (READS + stepInvocations) * ASSUMED.secondsOfRead +
    (requests + stepInvocations) * ASSUMED.coldStarts * ASSUMED.secondsOfColdStart;
  const logGigabytes = ((requests + stepInvocations) * ASSUMED.logBytesOfRequest) / 1e9;
  return {
    'Step Functions: transitions, counted': transitions * PRICES.stateTransition,
    'DynamoDB: write units, counted': writeUnits * PRICES.writeUnit,
    'DynamoDB: read units, counted': readUnits * PRICES.readUnit,
    'API Gateway: requests': requests * PRICES.httpRequest,
    'Lambda: requests': (requests + stepInvocations) * PRICES.invocation,
    'Lambda: GB-seconds, durations assumed': seconds * ASSUMED.gigabytes * PRICES.gigabyteSecond,
    'CloudWatch: logs, sizes assumed': logGigabytes * PRICES.logGigabyte,
  };
}

/** Other designs with the same requests and reads, and 14 write units a move for counters and an index by stage. */
const OTHERS = [
  { what: 'a typical design of 12 transitions, each step a function', transitions: 12, stepInvocations: 12 },
  // It loops: wait, poll, remind. Assumes that one step in three calls a function.
  { what: 'the AWS sample for human tasks, 47 transitions: few reminders', transitions: 47, stepInvocations: 16 },
  { what: 'the AWS sample for human tasks, 182 transitions: many reminders', transitions: 182, stepInvocations: 61 },
].map((design) => ({ ...design, writeUnits: WRITES * 14 }));

const sumOf = (items: Readonly<Record<string, number>>) => Object.values(items).reduce((sum, each) => sum + each, 0);
const rounded = (dollars: number) => Number((dollars * MILLION).toFixed(1));
const counted = ({ transitions, writeUnits, readUnits }: Design) =>
  `${transitions} transitions, ${writeUnits} write units, ${readUnits} read units, ${WRITES + READS} requests`;
