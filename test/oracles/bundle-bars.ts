import type { FunctionName } from '../../infra/constructs/functions.ts';

/** What a function's bundle may weigh, in KB of 1,000 bytes, SDK included: less where people wait for its start. */
export function bundleBar(name: FunctionName): number {
  return name.startsWith('serve') ? 700 : 1_000;
}
