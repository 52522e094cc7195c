import type { Bench } from './bench.ts';
import { countedLife, READ } from './calls.ts';
import { type Figure, quantile } from './figures.ts';
import { moveNoticeUnits } from './news-units.ts';
import { PRICES } from './prices.ts';
import { seededTable } from './tallies.ts';
import { batches, EVENT_UNITS } from './tally-batches.ts';
import { billableTransitions, straightHistories } from './transitions.ts';
import { lineUnits } from './write-units.ts';

/** What a million commitments may cost, in US dollars. */
const BAR = 270;
const MILLION = 1_000_000;

/** Raise, assign, start, submit, verify, close; and how often somebody looks at the commitment. */
const WRITES = 6;
const READS = 10;

/**
 * Assumed, for the local engine says nothing about AWS: billed seconds of the API function at its 1,024 MB. A write waits
 * until its event is there: two hops through Step Functions and a transaction. One call in a hundred starts a process.
 */
const ASSUMED = {
  secondsOfWrite: 0.15,
  secondsOfRead: 0.02,
  secondsOfColdStart: 0.5,
  coldStarts: 0.01,
  gigabytes: 1,
  /** Of a request: the gateway's access log; Lambda's own start and report lines in JSON, and our metric of a move. */
  logBytesOfRequest: 350 + 1_000,
} as const;

/** What the life of one commitment takes of each service. */
interface Design {
  readonly transitions: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Invocations beside the API function's: of the steps of the workflow that are functions. */
  readonly stepInvocations: number;
}

/** Dollars per million commitments, item by item. */
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
 * What the moves set off beside the lifecycle. Each piece of news is taken to be told in a letter of its own; what comes
 * within half an hour is told in one.
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

/** Other designs with our API, our requests and our reads; 14 write units a move: counters, and an index by stage. */
const OTHERS = [
  { what: 'a typical design of 12 transitions, each step a function', transitions: 12, stepInvocations: 12 },
  // It loops: wait, look, remind. That a step in three calls a function is assumed.
  { what: 'the AWS sample for human tasks, 47 transitions: few reminders', transitions: 47, stepInvocations: 16 },
  { what: 'the AWS sample for human tasks, 182 transitions: many reminders', transitions: 182, stepInvocations: 61 },
].map((design) => ({ ...design, writeUnits: WRITES * 14 }));

const sumOf = (items: Readonly<Record<string, number>>) => Object.values(items).reduce((sum, each) => sum + each, 0);
const rounded = (dollars: number) => Number((dollars * MILLION).toFixed(1));
const counted = ({ transitions, writeUnits, readUnits }: Design) =>
  `${transitions} transitions, ${writeUnits} write units, ${readUnits} read units, ${WRITES + READS} requests`;
