import { readFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';
import { plain } from '../../oracles/grants.ts';

const prod = synthesized('prod');
const alarms = Object.values(resources('AWS::CloudWatch::Alarm', prod.data, prod.service));
const descriptions = alarms.map((alarm) => plain(alarm.Properties.AlarmDescription));
const headings = [...readFileSync(`${ROOT}/infra/RUNBOOK.md`, 'utf8').matchAll(/^## (.+)$/gm)].map(([, name]) => name);

const mailed = (service: Template) =>
  Object.values(resources('AWS::SNS::Subscription', service))
    .map(({ Properties }) => Properties)
    .filter(({ Protocol }) => Protocol === 'email');

describe('alarms', () => {
  it('each have a section in the runbook, which has no other sections', () => {
    const sections = descriptions.map((text) => text.match(/infra\/RUNBOOK\.md#(\S+)/)?.[1]);
    // The alarms of the zones share a section.
    expect([...new Set(sections)].sort()).toEqual(headings.sort());
  });

  it('say who is affected, and where to look', () => {
    for (const text of descriptions) {
      expect(text).toMatch(/^[A-Z].+\.\nRunbook: \S+\n.+: https:\/\/ap-southeast-3\.console\.aws\.amazon\.com\/\S+$/);
    }
  });

  it('notify the topic, and the topic mails the addresses of the deployment', () => {
    for (const alarm of alarms) expect(alarm.Properties.AlarmActions).toHaveLength(1);
    expect(mailed(synthesized('local').service)).toEqual([]);
    const { service } = synthesized('prod', { alarms: ['piket@example.go.id', 'kepala@example.go.id'] });
    expect(mailed(service).map(({ Endpoint }) => Endpoint)).toEqual(['piket@example.go.id', 'kepala@example.go.id']);
  });

  it('and the metrics of ours that they watch cost at rest what infra/DEPLOY.md says', () => {
    const metrics = alarms
      .map(({ Properties: { Namespace, MetricName, Dimensions } }) => [Namespace, MetricName, Dimensions])
      .filter(([namespace]) => !String(namespace).startsWith('AWS/'));
    const rows = readFileSync(`${ROOT}/infra/DEPLOY.md`, 'utf8').matchAll(
      /^\| (alarms|metrics)\b[^|]*\| (\d+) +\| (\d\.\d\d) [^|]*\| (\d+\.\d\d) /gm,
    );
    const counted = { alarms: alarms.length, metrics: new Set(metrics.map((metric) => JSON.stringify(metric))).size };
    expect([...rows].map(([, what, ...figures]) => [what, ...figures.map(Number)])).toEqual([
      ['alarms', counted.alarms, 0.1, expect.closeTo(counted.alarms * 0.1)],
      ['metrics', counted.metrics, 0.3, expect.closeTo(counted.metrics * 0.3)],
    ]);
  });

  it('may publish to the topic although its policy replaces the default one', () => {
    const policies = JSON.stringify(resources('AWS::SNS::TopicPolicy', prod.service));
    expect(policies).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
  });
});
