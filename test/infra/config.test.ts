import { describe, expect, it } from 'vitest';
import { ContextRefusedError, deploymentFrom, deploymentSchema, deployments } from '../../infra/config.ts';

const mailFrom = 'tuntas@example.go.id';

describe('a deployment', () => {
  it.each(Object.entries(deployments))('%s is whole, and named as it is called', (name, deployment) => {
    expect(deploymentSchema.parse({ mailFrom, ...deployment }).name).toBe(name);
  });

  it.each([undefined, 'production', '', '__proto__', 7])(
    '%j names none, and the error says which there are',
    (name) => {
      expect(() => deploymentFrom({ deployment: name })).toThrow(ContextRefusedError);
      expect(() => deploymentFrom({ deployment: name })).toThrow('local, dev, prod');
    },
  );

  it('takes an alarm address that is one', () => {
    const alarmAddress = 'piket@example.org';
    expect(deploymentFrom({ deployment: 'dev', mailFrom, alarmAddress }).alarmAddress).toBe(alarmAddress);
    expect(() => deploymentFrom({ deployment: 'dev', mailFrom, alarmAddress: 'piket' })).toThrow('alarmAddress');
  });

  it.each([undefined, 'tuntas'])('on AWS is told who sends its letters, not %j', (given) => {
    expect(deploymentFrom({ deployment: 'prod', mailFrom }).mailFrom).toBe(mailFrom);
    expect(() => deploymentFrom({ deployment: 'prod', mailFrom: given })).toThrow('-c mailFrom=');
    expect(deploymentFrom({ deployment: 'local' }).mailFrom).toBe('tuntas@example.org');
  });

  it.each(['dev', 'prod'] as const)('%s stays in the country and bends to no gap of the local engine', (name) => {
    expect(deployments[name]).toMatchObject({
      region: 'ap-southeast-3',
      tlsOnly: true,
      taskTokensOn: 'machine',
      sendsMailOn: 'sender',
      passwordSignIn: false,
      secondLookAfterSeconds: 600,
      earlyLetters: { batchingSeconds: 1800, inOfficeHours: true },
      deployedBy: 'bootstrapRoles',
    });
  });
});
