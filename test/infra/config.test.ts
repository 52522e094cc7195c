import { describe, expect, it } from 'vitest';
import { DeploymentNotNamedError, deploymentFrom, deploymentSchema, deployments } from '../../infra/config.ts';

describe('a deployment', () => {
  it.each(Object.entries(deployments))('%s is whole, and named as it is called', (name, deployment) => {
    expect(deploymentSchema.parse(deployment).name).toBe(name);
  });

  it.each([undefined, 'production', '', '__proto__', 7])(
    '%j names none, and the error says which there are',
    (name) => {
      expect(() => deploymentFrom({ deployment: name })).toThrow(DeploymentNotNamedError);
      expect(() => deploymentFrom({ deployment: name })).toThrow('local, dev, prod');
    },
  );

  it('takes an alarm address that is one', () => {
    const alarmAddress = 'piket@example.org';
    expect(deploymentFrom({ deployment: 'dev', alarmAddress }).alarmAddress).toBe(alarmAddress);
    expect(() => deploymentFrom({ deployment: 'dev', alarmAddress: 'piket' })).toThrow();
  });

  it.each(['dev', 'prod'] as const)('%s stays in the country and bends to no gap of the local engine', (name) => {
    expect(deployments[name]).toMatchObject({
      region: 'ap-southeast-3',
      tlsOnly: true,
      taskTokensOn: 'machine',
      passwordSignIn: false,
      secondLookAfterSeconds: 600,
      deployedBy: 'bootstrapRoles',
    });
  });
});
