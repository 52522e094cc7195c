import type { Metafile } from 'esbuild';
import type { FunctionName } from '../../infra/constructs/functions.ts';

/**
 * What a function's bundle may weigh, in KB of 1,000 bytes, SDK included. One that answers people signs them in, tells
 * problems and logs with Powertools; the import carries both clients of AWS and what reads CSV and XLSX, and nobody waits
 * for its start (infra/decisions/0017); reports carry pages, files and charts.
 */
const BARS_KB: Partial<Record<FunctionName, number>> = {
  serveApi: 380,
  serveRegisters: 380,
  serveReports: 1_000,
  renderReports: 1_000,
  importRecords: 420,
};

/** What the parts of a letter are put together by: whoever bundles it writes letters. */
const LETTER = 'functions/notifications/emails/letter.email.tsx';

/** The bar of a function (infra/decisions/0014 for those with letters). */
export function bundleBar(name: FunctionName, { inputs }: Metafile): number {
  return BARS_KB[name] ?? (LETTER in inputs ? 330 : 260);
}
