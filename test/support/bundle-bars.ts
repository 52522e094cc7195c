import type { Metafile } from 'esbuild';
import type { FunctionName } from '../../infra/constructs/bundling.ts';

/** What the parts of a letter are put together by: whoever bundles it writes letters. */
const LETTER = 'functions/console/letters/letter.tsx';

/** What a function's bundle may weigh, in KB of 1,000 bytes, SDK included (infra/decisions/0014 for those with letters). */
export function bundleBar(name: FunctionName, { inputs }: Metafile): number {
  if (name === 'serveApi') return 380;
  return LETTER in inputs ? 330 : 260;
}
