import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { STAGE_NAMES } from '../../../functions/commitments/stages.ts';
import { workflowMove } from '../../../functions/lifecycle/lifecycle.service.ts';
import { stayMove } from '../../../functions/lifecycle/workflow-moves.ts';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';

const folder = `${ROOT}/workflows/released/commitment-lifecycle`;
const text = (path: string) => readFileSync(path, 'utf8');
const numbers = readdirSync(folder)
  .map((file) => Number(file.replace('.asl.json', '')))
  .toSorted((one, other) => one - other);

const definition = z.object({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({ Type: z.string() })) });

/** The states reachable from a state. */
function reachableFrom(start: string, states: z.infer<typeof definition>['States']): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) {
    for (const [, to] of JSON.stringify(states[name]).matchAll(/"(?:Next|Default)":"([^"]+)"/g)) reached.add(to ?? '');
  }
  return reached;
}

/** The fields of the input that the expressions in a value read. */
function fieldsRead(of: 'input' | 'context.Execution.Input', value: unknown): string[] {
  const pattern = new RegExp(`\\$states\\.${of.replaceAll('.', '\\.')}\\.(\\w+)`, 'g');
  return [...new Set([...JSON.stringify(value).matchAll(pattern)].map(([, field]) => field ?? ''))];
}

/** The field that the definition adds to a move that it could not write. */
const REFUSED = 'refused';

describe('the definition of the lifecycle workflow', () => {
  it('equals the latest release: a change needs a new release (workflows/README.md, Releases)', () => {
    expect(text(`${ROOT}/workflows/commitment-lifecycle.asl.json`)).toBe(text(`${folder}/${numbers.at(-1)}.asl.json`));
  });

  it('has consecutive release numbers from the oldest one', () => {
    const oldest = numbers[0] ?? 0;
    expect(numbers).toEqual(numbers.map((_, index) => oldest + index));
  });
});

describe.each(numbers)('release %i, which running executions may use,', (number) => {
  const { StartAt, States } = definition.parse(JSON.parse(text(`${folder}/${number}.asl.json`)));

  it('routes to every present stage', () => {
    for (const stage of STAGE_NAMES) expect(JSON.stringify(States[StartAt])).toContain(`$states.input.to = '${stage}'`);
  });

  it.each(SITUATION_NAMES)('reads only fields that a move to %s has', (name) => {
    const { commitment, events } = SITUATIONS[name]();
    for (const event of events.slice(-1)) {
      const fields = Object.keys(workflowMove({ decision: { commitment, event }, requestHash: 'hash' }));
      expect([...fields, REFUSED]).toEqual(expect.arrayContaining(fieldsRead('input', States)));
    }
  });

  it('reads only fields that a take-over start has', () => {
    const waiting = reachableFrom('Rejoin', { ...States, [StartAt]: { Type: 'Choice' } });
    const read = [...waiting].flatMap((name) => fieldsRead('input', States[name]));
    const fields = Object.keys(stayMove('7373-0123456789abcdef0123', 1, 'any'));
    expect([...fields, REFUSED]).toEqual(expect.arrayContaining([...new Set(read)]));
  });

  it('reads only the generation from its execution input', () => {
    expect(fieldsRead('context.Execution.Input', States)).toEqual(['generation']);
  });
});
