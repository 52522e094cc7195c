import { type App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, type StackProps, Tags } from 'aws-cdk-lib';
import type { Deployment } from './config.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The two stacks of a deployment: data that must never be lost, and a service that can be redeployed at any time. */
export function addStacks(app: App, deployment: Deployment): { data: DataStack; service: ServiceStack } {
  const stack = (description: string, part: 'data' | 'service'): StackProps => ({
    stackName: `tuntas-${deployment.name}-${part}`,
    description,
    // Only the region is fixed: the same templates deploy to any account.
    env: { region: deployment.region },
    synthesizer:
      deployment.deployedBy === 'cliCredentials' ? new CliCredentialsStackSynthesizer() : new DefaultStackSynthesizer(),
  });

  const data = new DataStack(app, 'Data', {
    ...stack('Tuntas: commitments, evidence, monthly reports and users', 'data'),
    terminationProtection: deployment.keepsData,
    deployment,
  });
  const service = new ServiceStack(app, 'Service', {
    ...stack('Tuntas: the lifecycle workflow and the HTTP API', 'service'),
    deployment,
    data,
  });
  Tags.of(app).add('tuntas:deployment', deployment.name);
  return { data, service };
}
