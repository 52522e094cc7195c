import { readdirSync, readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';

const files = readdirSync(`${ROOT}/workflows`).filter((file) => file.endsWith('.asl.json'));
const text = (file: string) => readFileSync(`${ROOT}/workflows/${file}`, 'utf8');
const machineSchema = z.object({
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.unknown()),
  StateMachineType: z.string(),
  LoggingConfiguration: z.object({ Level: z.string(), IncludeExecutionData: z.boolean() }),
});
const machines = Object.values(resources('AWS::StepFunctions::StateMachine', synthesized('prod').service)).map(
  (machine) => machineSchema.parse(machine.Properties),
);

describe.each(files)('workflows/%s', (file) => {
  const machine = machines.find((candidate) => candidate.DefinitionString === text(file));

  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(JSON.parse(text(file)));
    expect([isValid, errorsText()]).toEqual([true, '']);
  });

  it('is deployed unchanged, with a value for each of its placeholders and no other', () => {
    const places = [...text(file).matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]);
    expect(Object.keys(machine?.DefinitionSubstitutions ?? {}).sort()).toEqual([...new Set(places)].sort());
  });

  it('is a Standard workflow that logs its errors, without the data of its executions', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('is described in workflows/README.md', () => {
    expect(text('README.md')).toContain(`## ${file.replace('.asl.json', '')}`);
  });
});

it('has a definition in workflows/ for every machine', () => {
  expect(machines).toHaveLength(files.length);
});
