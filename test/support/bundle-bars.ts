import type { FunctionName } from '../../infra/constructs/bundling.ts';

/**
 * What a function's bundle may weigh, in KB of 1,000 bytes, SDK included. One that answers people signs them in, tells
 * problems and logs with Powertools; the import carries both clients of AWS and what reads CSV and XLSX, and nobody waits
 * for its start (infra/decisions/0017); reports carry pages, files and charts.
 */
const BARS_KB: Partial<Record<FunctionName, number>> = {
  serveApi: 380,
  serveRegisters: 380,
  serveReports: 1_000,
  importRecords: 420,
};

/** The bar of every other function. */
const BAR_KB = 260;

/** The most that the bundle of a function may weigh, in KB of 1,000 bytes. */
export function bundleBar(name: FunctionName): number {
  return BARS_KB[name] ?? BAR_KB;
}
