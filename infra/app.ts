import { App, CfnWaitConditionHandle, Stack, Validations } from 'aws-cdk-lib';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import {
  DeploymentRefusedError,
  deploymentAt,
  deploymentNamed,
  fileNamedBy,
  refuseEngineOnAws,
  warningsOf,
} from './deployment-files.ts';
import { addStacks } from './stacks.ts';

const app = new App();
const context = { deployment: app.node.tryGetContext('deployment'), file: app.node.tryGetContext('file') };
const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Whether the command needs templates with their functions. `cdk bootstrap` does not: it only reads the regions of stacks,
 * and the CDK tells the app so by an empty list of stacks whose functions are bundled.
 */
const needsTemplates = z.array(z.string()).catch(['**']).parse(app.node.tryGetContext(BUNDLING_STACKS)).length > 0;

/** The only reader of CDK context: `-c deployment=<name>` or `-c file=<path>`. */
try {
  if (context.deployment === undefined && context.file === undefined && !needsTemplates) {
    // So that `npx cdk bootstrap` needs no option: a stack that names the region, and that no command deploys.
    const { region } = deploymentNamed('prod');
    const stack = new Stack(app, 'NoDeployment', { stackName: 'tuntas-no-deployment', env: { region } });
    new CfnWaitConditionHandle(stack, 'Nothing');
    say(`No deployment is named: only the region ${region} is known, which is enough for cdk bootstrap.`);
  } else {
    const path = fileNamedBy(context);
    const deployment = deploymentAt(path);
    // The CDK's command line names the account of the credentials.
    refuseEngineOnAws(path, deployment, process.env.CDK_DEFAULT_ACCOUNT);
    for (const warning of warningsOf(path, deployment)) say(warning);
    addStacks(app, deployment);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  }
} catch (error) {
  if (!(error instanceof DeploymentRefusedError)) throw error;
  // One line that says what to write, without a stack trace.
  say(error.message);
  process.exitCode = 1;
}
