import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { type Deployment, deployments } from '../../infra/config.ts';
import { addStacks } from '../../infra/stacks.ts';

const cdkJson = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')));

const resourceSchema = z.object({
  Type: z.string(),
  DeletionPolicy: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

/** A resource of a template. */
export type Resource = z.infer<typeof resourceSchema>;

const synthesizedBefore = new Map<string, ReturnType<typeof synthesize>>();

/** The stacks of a deployment as CloudFormation will see them, with the flags of cdk.json; functions are not bundled. */
export function synthesized(name: Deployment['name'], options: Partial<Deployment> = {}) {
  const key = JSON.stringify([name, options]);
  const found =
    synthesizedBefore.get(key) ?? synthesize({ mailFrom: 'tuntas@example.org', ...deployments[name], ...options });
  synthesizedBefore.set(key, found);
  return found;
}

function synthesize(deployment: Deployment) {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const { data, service } = addStacks(app, deployment);
  return { app, stacks: { data, service }, data: Template.fromStack(data), service: Template.fromStack(service) };
}

/** The resources of a type in one or more templates, by logical id. */
export function resources(type: string, ...templates: Template[]): Record<string, Resource> {
  const found = templates.flatMap((template) => Object.entries(template.findResources(type)));
  return z.record(z.string(), resourceSchema).parse(Object.fromEntries(found));
}
