import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ContextRefusedError, deploymentFrom } from './config.ts';
import { addStacks } from './stacks.ts';

const app = new App();

/**
 * The only reader of CDK context: `-c deployment=local|dev|prod`, `-c mailFrom=` (the sender of letters), and
 * `-c alarmAddress=` (the recipient of alarms).
 */
try {
  const deployment = deploymentFrom({
    deployment: app.node.tryGetContext('deployment'),
    alarmAddress: app.node.tryGetContext('alarmAddress'),
    mailFrom: app.node.tryGetContext('mailFrom'),
  });
  addStacks(app, deployment);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
} catch (error) {
  if (!(error instanceof ContextRefusedError)) throw error;
  // One line that says what to type, without a stack trace.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
