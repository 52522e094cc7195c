import { readdirSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { environments } from '../../functions/runtime/environments.ts';
import { deployments } from '../../infra/config.ts';
import { type FunctionName, ROOT, sourceOf } from '../../infra/constructs/bundling.ts';
import { resources, synthesized } from '../support/synthesized.ts';

const { data, service } = synthesized('prod');
const names = z.array(z.custom<FunctionName>((name) => typeof name === 'string' && name in environments));
const variables = z.object({ Variables: z.looseObject({ POWERTOOLS_SERVICE_NAME: z.string() }) });
const deployed = Object.values(resources('AWS::Lambda::Function', data, service)).map(
  (resource) => variables.parse(resource.Properties.Environment).Variables,
);

describe('a Lambda function is its file, its environment and its construct', () => {
  const files = readdirSync(`${ROOT}/functions`)
    .filter((entry) => entry.endsWith('.ts'))
    .map((entry) => `functions/${entry}`);

  it('every file has an environment, and every environment a file', () => {
    expect(names.parse(Object.keys(environments)).map(sourceOf).sort()).toEqual(files.sort());
  });

  it('every environment is deployed once, and nothing else is', () => {
    expect(deployed.map((environment) => environment.POWERTOOLS_SERVICE_NAME).sort()).toEqual(
      Object.keys(environments).sort(),
    );
  });

  it.each(Object.entries(environments))('%s is given the variables of its schema', (name, schema) => {
    const given = deployed.find((environment) => environment.POWERTOOLS_SERVICE_NAME === name);
    expect(Object.keys(given ?? {}).sort()).toEqual(
      [...Object.keys(schema.shape), 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'].sort(),
    );
  });
});

describe('every function', () => {
  it('runs on Node.js 24 on arm64, says whom its failure hurts, and logs JSON to its own log', () => {
    service.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Description: Match.stringLikeRegexp('^[A-Z].*\\.$'),
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
  });

  it('is called synchronously; one that is not needs a failure destination here', () => {
    for (const type of ['AWS::Lambda::EventSourceMapping', 'AWS::Events::Rule', 'AWS::Scheduler::Schedule']) {
      expect([type, Object.keys(resources(type, data, service))]).toEqual([type, []]);
    }
  });
});

describe('every log', () => {
  it.each(['local', 'dev', 'prod'] as const)('is kept as long as %s says, and no longer', (name) => {
    const stacks = synthesized(name);
    const logs = Object.values(resources('AWS::Logs::LogGroup', stacks.data, stacks.service));
    const days = logs.map((log) => log.Properties.RetentionInDays);
    // One for each function, one for the workflow, one for access to the API.
    expect(days).toEqual(Array(Object.keys(environments).length + 2).fill(deployments[name].logDays));
  });
});
