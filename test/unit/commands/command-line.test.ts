import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import { afterAll, describe, expect, it } from 'vitest';
import { commandLineOf } from '../../../infra/commands/deployment-argument.ts';
import { PublishedValues } from '../../../infra/commands/published-values.ts';
import { deploymentNamed } from '../../../infra/deployment-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line of an operator’s command', () => {
  it('names a deployment of the repository, and has arguments of the command after it', () => {
    const { deployment, rest } = commandLineOf(['dev', 'admin@example.org']);
    expect([deployment.name, rest]).toEqual(['dev', ['admin@example.org']]);
  });

  it('names a file of its owner instead, whose name is that of the deployment', () => {
    const { name: _, ...dev } = deploymentNamed('dev');
    const { region, mail, alarms, keepsData, logDays, throttle, adminOffice, responsible } = dev;
    const path = join(folder, 'sulsel.json');
    const file = { region, mail, alarms, keepsData, logDays, throttle, adminOffice, responsible };
    writeFileSync(path, JSON.stringify(file));
    const { deployment, file: read, rest } = commandLineOf(['--file', path, 'more']);
    expect([deployment.name, read, rest]).toEqual(['sulsel', path, ['more']]);
  });

  it.each([
    [[], /^Name the deployment: write its name \(dev, local, prod\) or --file <path> after --\.$/],
    [['--file'], /^Name the deployment: /],
    [['--verbose', 'dev'], /^Name the deployment: /],
    [['staging'], /^No deployment is named "staging"/],
    [['--file', '/nowhere/x.json'], /^\/nowhere\/x\.json: the file cannot be read/],
  ])('%j is refused in one line', (args, line) => {
    expect(() => commandLineOf(args)).toThrow(line);
  });
});

describe('a published value', () => {
  const deployment = { name: 'dev', region: 'ap-southeast-3' };
  const known = { '/tuntas/dev/api-id': 'a1' } as const;
  const ssm = {
    send: async (command: unknown) => {
      const name = command instanceof GetParameterCommand ? command.input.Name : undefined;
      const value = Object.entries(known).find(([key]) => key === name)?.[1];
      if (value === undefined) throw new ParameterNotFound({ message: `${name}`, $metadata: {} });
      return { Parameter: { Value: value } };
    },
  };

  it('is read by the name of its deployment', async () => {
    expect(await new PublishedValues(ssm, deployment).of('api-id')).toBe('a1');
  });

  it('that is not there says what to do, in one line', async () => {
    const missing = new PublishedValues(ssm, deployment).of('table-name');
    await expect(missing).rejects.toThrow(
      '/tuntas/dev/table-name is not there in ap-southeast-3: deploy dev first, or use the credentials of its account.',
    );
  });
});
