import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { toAttributes, toEventItem, toItem } from '../../functions/commitments/commitment-items.store.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import { resources, synthesized } from '../harness/synthesized.ts';
import { type TableRule, transactionUnits } from '../oracles/write-meter.ts';
import { type Figure, spread } from './figures.ts';
import { type DecidedMove, decisionsOf, EVERY_DETOUR, EXAMPLES, LINE } from './lives.ts';

/** Limit for a move that changes the stage, including its event and all indexes. */
const BAR = 12;

/** AWS's task tokens have 600 to 900 characters. */
const TOKEN = 'x'.repeat(1000);

/** Counts the write units of every move over histories of the example commitments. */
export async function writeUnits(): Promise<readonly Figure[]> {
  const rule = tableRule();
  const lines = EXAMPLES.map((example) => decisionsOf(example, LINE));
  const detours = EXAMPLES.map((example) => decisionsOf(example, EVERY_DETOUR));
  const measured = [...lines, ...detours].flat().map((lived) => ({ kind: kindOf(lived), units: unitsOf(lived, rule) }));
  const kinds = new Map(measured.map(({ kind }) => [kind.name, kind]));
  const moves = [...kinds.values()].map(({ name, changesStage }) => ({
    what: name,
    ...spread(measured.filter(({ kind }) => kind.name === name).map(({ units }) => units)),
    ...(changesStage ? { bar: BAR } : {}),
  }));
  return [
    ...moves.filter(({ bar }) => bar !== undefined),
    ...moves.filter(({ bar }) => bar === undefined),
    { what: 'a whole life without detour, six moves', ...spread(lines.map((lived) => unitsOfAll(lived, rule))) },
    {
      what: `a whole life with every detour, ${EVERY_DETOUR.length + 1} moves`,
      ...spread(detours.map((lived) => unitsOfAll(lived, rule))),
    },
  ];
}

/** Write units from raised to closed without a detour: median and largest of the example commitments. */
export function lineUnits() {
  const rule = tableRule();
  return spread(EXAMPLES.map((example) => unitsOfAll(decisionsOf(example, LINE), rule)));
}

const unitsOfAll = (lived: readonly DecidedMove[], rule: TableRule) =>
  lived.reduce((sum, each) => sum + unitsOf(each, rule), 0);

function kindOf({ event }: DecidedMove) {
  const changesStage = event.from !== event.to;
  const path = event.from === undefined ? '' : `: ${event.from} to ${event.to}`;
  return { name: `${event.move}${changesStage ? path : ', the stage stays'}`, changesStage };
}

function unitsOf({ before, commitment, event }: DecidedMove, rule: TableRule): number {
  const recorded = toEventItem(commitment.commitmentId, { event, requestHash: canonicalHash(event.moveId) });
  const change = { before: before === undefined ? undefined : storedItem(before), after: storedItem(commitment) };
  return transactionUnits(rule, change).total + transactionUnits(rule, { after: toAttributes(recorded) }).total;
}

/** A commitment as the workflow writes it, with its execution state. */
function storedItem(commitment: Commitment): Record<string, AttributeValue> {
  const task = commitment.stage === 'closed' ? undefined : TOKEN;
  return toAttributes({ ...toItem(commitment), stage: commitment.stage, generation: 1, task });
}

const keySchema = z.array(z.object({ AttributeName: z.string() }));
const tableProperties = z.object({
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: keySchema,
      Projection: z.discriminatedUnion('ProjectionType', [
        z.object({ ProjectionType: z.literal('ALL') }),
        z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
        z.object({ ProjectionType: z.literal('INCLUDE'), NonKeyAttributes: z.array(z.string()) }),
      ]),
    }),
  ),
});

/** The keys and indexes of the table in the CloudFormation template. */
export function tableRule(): TableRule {
  const [table] = Object.values(resources('AWS::DynamoDB::GlobalTable', synthesized('prod').data));
  const { KeySchema, GlobalSecondaryIndexes } = tableProperties.parse(table?.Properties);
  const names = (keys: z.infer<typeof keySchema>) => keys.map(({ AttributeName }) => AttributeName);
  return {
    keys: names(KeySchema),
    indexes: GlobalSecondaryIndexes.map((index) => ({
      name: index.IndexName,
      keys: names(index.KeySchema),
      copies: copiesOf(index.Projection),
    })),
  };
}

function copiesOf(projection: z.infer<typeof tableProperties>['GlobalSecondaryIndexes'][number]['Projection']) {
  if (projection.ProjectionType === 'ALL') return 'everything';
  return projection.ProjectionType === 'INCLUDE' ? projection.NonKeyAttributes : [];
}
