import type { FunctionName } from '../../infra/constructs/functions.ts';

/** The limit of a function's bundle in KB of 1,000 bytes, SDK included: lower for functions that users wait for. */
export function bundleBar(name: FunctionName): number {
  return name.startsWith('serve') ? 700 : 1_000;
}
