import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import * as z from 'zod';
import { deploymentNamed } from '../deployment-files.ts';
import { addStacks } from '../stacks.ts';
import { ROOT } from './places.ts';

// Counts findings of two rule packs that are written for American law; they are printed and do not fail the check. Most
// demand what this platform does without: own networks and keys, copies in a second region, policies shared by roles.

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
// These packs do not check the code of functions.
const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
addStacks(app, deploymentNamed('prod'));

for (const [name, pack] of [
  ['NIST 800-53 R5', new NIST80053R5Checks(app)],
  ['HIPAA Security', new HIPAASecurityChecks(app)],
] as const) {
  const { violations } = pack.validateScope(app);
  const count = violations.reduce((sum, { violatingResources }) => sum + violatingResources.length, 0);
  const rules = violations.map(({ ruleName, violatingResources }) => {
    const rule = ruleName.slice(ruleName.indexOf('-') + 1);
    return `${rule} ${violatingResources.length}`;
  });
  console.log(`        ${name}: ${count} findings of ${violations.length} rules (${rules.join(', ')})`);
}
