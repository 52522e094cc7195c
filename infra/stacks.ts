import { type App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, type StackProps, Tags } from 'aws-cdk-lib';
import type { Deployment } from './config.ts';
import { DataStack } from './data-stack.ts';
import { FaceStack } from './face-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The stacks of a deployment. */
export interface Stacks {
  readonly data: DataStack;
  readonly face: FaceStack;
  readonly service: ServiceStack;
}

/**
 * The three stacks of a deployment: data that must never be lost, what outsiders know the platform by, and a service that
 * can be deleted and deployed again at any time. None refers to another: each publishes its names for those after it.
 */
export function addStacks(app: App, deployment: Deployment): Stacks {
  const stack = (description: string, part: keyof Stacks): StackProps => ({
    stackName: `tuntas-${deployment.name}-${part}`,
    description,
    // Without an account in the file, the same templates deploy to any.
    env: { region: deployment.region, ...(deployment.account === undefined ? {} : { account: deployment.account }) },
    synthesizer:
      deployment.deployedBy === 'cliCredentials' ? new CliCredentialsStackSynthesizer() : new DefaultStackSynthesizer(),
    terminationProtection: part !== 'service' && deployment.keepsData,
  });

  const data = new DataStack(app, 'Data', {
    ...stack('Tuntas: commitments, evidence, monthly reports and users', 'data'),
    deployment,
  });
  const face = new FaceStack(app, 'Face', {
    ...stack('Tuntas: the addresses of API and pages, the sender of letters, the sign-in', 'face'),
    deployment,
  });
  const service = new ServiceStack(app, 'Service', {
    ...stack('Tuntas: workflows, functions and the routes of the HTTP API', 'service'),
    deployment,
  });
  face.addStackDependency(data);
  service.addStackDependency(face);
  Tags.of(app).add('tuntas:deployment', deployment.name);
  return { data, face, service };
}
