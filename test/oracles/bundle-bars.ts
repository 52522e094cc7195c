import type { FunctionName } from '../../infra/constructs/bundling.ts';

/** Functions behind HTTP: somebody waits for their start. */
const BEHIND_HTTP: readonly FunctionName[] = [
  'serveApi',
  'serveConsole',
  'serveOpenapi',
  'serveRegisters',
  'serveReports',
];

/** What a function's bundle may weigh, in KB of 1,000 bytes, SDK included. */
export function bundleBar(name: FunctionName): number {
  return BEHIND_HTTP.includes(name) ? 700 : 1_000;
}
