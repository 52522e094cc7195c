import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import * as z from 'zod';
import { deployments } from '../config.ts';
import { addStacks } from '../stacks.ts';
import { ROOT } from './places.ts';

// What two rule packs find that are written for American law: told and not demanded. Most of it is what this platform
// does without: networks and keys of its own, copies in a second region, policies that several roles share.

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
// The functions' code is no matter of these packs.
const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
addStacks(app, { ...deployments.prod, mailFrom: deployments.local.mailFrom });

for (const [name, pack] of [
  ['NIST 800-53 R5', new NIST80053R5Checks(app)],
  ['HIPAA Security', new HIPAASecurityChecks(app)],
] as const) {
  const { violations } = pack.validateScope(app);
  const found = violations.reduce((sum, { violatingResources }) => sum + violatingResources.length, 0);
  const rules = violations.map(({ ruleName, violatingResources }) => {
    const rule = ruleName.slice(ruleName.indexOf('-') + 1);
    return `${rule} ${violatingResources.length}`;
  });
  console.log(`        ${name}: ${found} findings of ${violations.length} rules (${rules.join(', ')})`);
}
