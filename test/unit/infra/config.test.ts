import { describe, expect, it } from 'vitest';
import { ContextRefusedError, deploymentFrom, deploymentSchema, deployments } from '../../../infra/config.ts';

const mailFrom = 'tuntas@example.go.id';

describe('deployments', () => {
  it.each(Object.entries(deployments))('%s has every option, and its own name', (name, deployment) => {
    expect(deploymentSchema.parse({ mailFrom, ...deployment }).name).toBe(name);
  });

  it.each([undefined, 'production', '', '__proto__', 7])('refuses the name %j with the list of names', (name) => {
    expect(() => deploymentFrom({ deployment: name })).toThrow(ContextRefusedError);
    expect(() => deploymentFrom({ deployment: name })).toThrow('local, dev, prod');
  });

  it('accepts a valid alarm address only', () => {
    const alarmAddress = 'piket@example.org';
    expect(deploymentFrom({ deployment: 'dev', mailFrom, alarmAddress }).alarmAddress).toBe(alarmAddress);
    expect(() => deploymentFrom({ deployment: 'dev', mailFrom, alarmAddress: 'piket' })).toThrow('alarmAddress');
  });

  it.each([undefined, 'tuntas'])('requires a sender of letters on AWS, and refuses %j', (sender) => {
    expect(deploymentFrom({ deployment: 'prod', mailFrom }).mailFrom).toBe(mailFrom);
    expect(() => deploymentFrom({ deployment: 'prod', mailFrom: sender })).toThrow('-c mailFrom=');
    expect(deploymentFrom({ deployment: 'local' }).mailFrom).toBe('tuntas@example.org');
  });

  it.each(['dev', 'prod'] as const)('%s is in Indonesia and works around no gap of the local engine', (name) => {
    expect(deployments[name]).toMatchObject({
      region: 'ap-southeast-3',
      tlsOnly: true,
      taskTokensOn: 'machine',
      sendsMailOn: 'sender',
      passwordSignIn: false,
      secondLookAfterSeconds: 600,
      moveNotices: { windowSeconds: 1800, inOfficeHours: true },
      deployedBy: 'bootstrapRoles',
    });
  });
});
