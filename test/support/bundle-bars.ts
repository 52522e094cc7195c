import type { Metafile } from 'esbuild';
import type { FunctionName } from '../../infra/constructs/bundling.ts';

/** What the parts of a letter are put together by: whoever bundles it writes letters. */
const LETTER = 'functions/console/letters/letter.tsx';

/**
 * What a function's bundle may weigh, in KB of 1,000 bytes, SDK included (infra/decisions/0014 for those with letters,
 * 0017 for those with files).
 */
export function bundleBar(name: FunctionName, { inputs }: Metafile): number {
  if (name === 'serveApi' || name === 'serveRegisters') return 380;
  if (name === 'importRecords') return 420;
  return LETTER in inputs ? 340 : 260;
}
