import type { Deployment } from '../config.ts';
import { DeploymentRefusedError, deploymentAt, deploymentNames, fileNamedBy } from '../deployment-files.ts';

/** What the command line of an operator's command says. */
export interface CommandLine {
  readonly deployment: Deployment;
  /** Path of the deployment's file. */
  readonly file: string;
  /** Arguments after the deployment. */
  readonly rest: readonly string[];
}

/**
 * Reads `<name> ...` or `--file <path> ...`, the same for every operator's command (`npm run <command> -- ...`).
 * @throws DeploymentRefusedError no deployment is named, or its file cannot be used
 */
export function commandLineOf(args: readonly string[]): CommandLine {
  const [first, second] = args;
  const isFile = first === '--file';
  const named = isFile ? second : first;
  if (named === undefined || named.startsWith('-'))
    throw new DeploymentRefusedError(
      `Name the deployment: write its name (${deploymentNames().join(', ')}) or --file <path> after --.`,
    );
  const file = fileNamedBy({ deployment: isFile ? undefined : named, file: isFile ? named : undefined });
  return { deployment: deploymentAt(file), file, rest: args.slice(isFile ? 2 : 1) };
}
