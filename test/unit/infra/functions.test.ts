import { globSync, readdirSync, readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { FUNCTIONS, functionNames, sourceOf } from '../../../infra/constructs/functions.ts';
import { deploymentNamed } from '../../../infra/deployment-files.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';
import { plain } from '../../oracles/grants.ts';

const { data, service } = synthesized('prod');
const target = z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }).optional() });
const targetsOf = z.object({ Targets: z.array(target) });
const subscribed = z
  .object({ Endpoint: z.unknown(), RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown() }).optional() })
  .transform(({ Endpoint, RedrivePolicy }) => ({
    Arn: Endpoint,
    DeadLetterConfig: RedrivePolicy && { Arn: RedrivePolicy.deadLetterTargetArn },
  }));
const targetOf = z.object({ Target: target });
const variables = z.object({ Variables: z.looseObject({ POWERTOOLS_SERVICE_NAME: z.string() }) });
const deployed = Object.values(resources('AWS::Lambda::Function', data, service)).map(
  (resource) => variables.parse(resource.Properties.Environment).Variables,
);

describe('a Lambda function is its file, its environment and its construct', () => {
  const files = globSync('functions/**/*.lambda.ts', { cwd: ROOT });
  const entryPoints = files.filter((path) => /^export const handler\b/m.test(readFileSync(`${ROOT}/${path}`, 'utf8')));

  it('lists every entry point, and has an entry point for every name in the list', () => {
    expect(functionNames().map(sourceOf).sort()).toEqual(entryPoints.sort());
  });

  it('deploys every function once, and no other', () => {
    expect(deployed.map((environment) => environment.POWERTOOLS_SERVICE_NAME).sort()).toEqual(
      [...functionNames()].sort(),
    );
  });

  it.each(functionNames())('%s gets the variables of its schema', (name) => {
    const given = deployed.find((environment) => environment.POWERTOOLS_SERVICE_NAME === name);
    // An optional variable is for deployments with a password only.
    const { shape } = FUNCTIONS[name].environment;
    expect(Object.keys(given ?? {}).sort()).toEqual(
      [
        ...Object.entries(shape).flatMap(([variable, schema]) => (schema.isOptional() ? [] : [variable])),
        'POWERTOOLS_SERVICE_NAME',
        'POWERTOOLS_METRICS_NAMESPACE',
      ].sort(),
    );
  });
});

describe('every function', () => {
  it('runs on Node.js 24 on arm64, describes who is affected by its failure, and logs JSON to its own log', () => {
    service.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Description: Match.stringLikeRegexp('^[A-Z].*\\.$'),
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
  });

  it('that is invoked asynchronously sends failed events to the DLQ', () => {
    const rules = Object.values(resources('AWS::Events::Rule', data, service));
    const schedules = Object.values(resources('AWS::Scheduler::Schedule', data, service));
    const subscriptions = Object.values(resources('AWS::SNS::Subscription', data, service)).filter(
      ({ Properties }) => Properties.Protocol === 'lambda',
    );
    const targets = [
      ...subscriptions.map(({ Properties }) => subscribed.parse(Properties)),
      ...rules.flatMap((rule) => targetsOf.parse(rule.Properties).Targets),
      ...schedules.map((schedule) => targetOf.parse(schedule.Properties).Target),
    ];
    expect(targets.filter(({ DeadLetterConfig }) => DeadLetterConfig?.Arn === undefined)).toEqual([]);
    const called = targets.map(({ Arn }) => functionOf(Arn)).filter((name) => name !== undefined);
    const configs = Object.values(resources('AWS::Lambda::EventInvokeConfig', data, service)).map((c) => c.Properties);
    expect(configs.map((config) => plain(config.FunctionName)).sort()).toEqual(called.sort());
    for (const config of configs) {
      expect(config).toMatchObject({ DestinationConfig: { OnFailure: { Destination: expect.anything() } } });
    }
  });

  it('that consumes a stream retries failed records alone, for an hour at most, and then sends their position to the DLQ', () => {
    const mappings = Object.values(resources('AWS::Lambda::EventSourceMapping', data, service));
    expect(mappings).not.toHaveLength(0);
    for (const mapping of mappings) {
      expect(mapping.Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    }
  });
});

describe('every log group', () => {
  it.each(['local', 'dev', 'prod'] as const)('has the retention of the deployment %s', (name) => {
    const stacks = synthesized(name);
    const logs = Object.values(resources('AWS::Logs::LogGroup', stacks.data, stacks.face, stacks.service));
    const days = logs.map((log) => log.Properties.RetentionInDays);
    // One for each function, one for each workflow, and the access log of the API.
    const workflows = readdirSync(`${ROOT}/workflows`).filter((file) => file.endsWith('.asl.json'));
    const expected = functionNames().length + workflows.length + 1;
    expect(days).toEqual(Array(expected).fill(deploymentNamed(name).logDays));
  });
});

/** The function of an ARN; undefined if it is not the ARN of a function. */
function functionOf(arn: unknown): string | undefined {
  return plain(arn)
    .match(/^(<\w+Function)\.Arn>$/)?.[1]
    ?.concat('>');
}
