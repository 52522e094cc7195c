import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import type { Deployment } from '../../infra/config.ts';
import { deploymentNamed } from '../../infra/deployment-files.ts';
import { addStacks } from '../../infra/stacks.ts';

const cdkJson = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')));

const resourceSchema = z.object({
  Type: z.string(),
  DeletionPolicy: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

export type Resource = z.infer<typeof resourceSchema>;

const synthesizedBefore = new Map<string, ReturnType<typeof synthesize>>();

/** The templates of a deployment, with the flags of cdk.json and without bundling functions. Cached. */
export function synthesized(name: 'local' | 'dev' | 'prod', options: Partial<Deployment> = {}) {
  const key = JSON.stringify([name, options]);
  const found = synthesizedBefore.get(key) ?? synthesize({ ...deploymentNamed(name), ...options });
  synthesizedBefore.set(key, found);
  return found;
}

function synthesize(deployment: Deployment) {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const stacks = addStacks(app, deployment);
  const data = Template.fromStack(stacks.data);
  const face = Template.fromStack(stacks.face);
  const service = Template.fromStack(stacks.service);
  return { app, stacks, data, face, service };
}

/** Resources of a type, by logical id. */
export function resources(type: string, ...templates: Template[]): Record<string, Resource> {
  const found = templates.flatMap((template) => Object.entries(template.findResources(type)));
  return z.record(z.string(), resourceSchema).parse(Object.fromEntries(found));
}
