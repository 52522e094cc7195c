import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { OUTPUTS_FILE } from './places.ts';
import type { Outputs } from './platform.ts';

const textOf = (outputs: Outputs) => `${JSON.stringify(outputs, undefined, 2)}\n`;

/** Writes the outputs atomically: other programs take the file as the sign that the platform is ready. */
export function publishOutputs(outputs: Outputs): void {
  mkdirSync(dirname(OUTPUTS_FILE), { recursive: true });
  const draft = `${OUTPUTS_FILE}.${process.pid}`;
  writeFileSync(draft, textOf(outputs));
  renameSync(draft, OUTPUTS_FILE);
}

/** Removes the outputs, unless another platform has published its own meanwhile. */
export function withdrawOutputs(outputs: Outputs): void {
  if (readIfThere() === textOf(outputs)) rmSync(OUTPUTS_FILE, { force: true });
}

/** Removes the outputs of a platform that was killed; not those of one that is still running. */
export async function withdrawStaleOutputs(): Promise<void> {
  const left = readIfThere();
  if (left === undefined) return;
  const health = () => fetch(`${apiUrlIn(left)}/health`, { signal: AbortSignal.timeout(2000) });
  const answer = await health().catch(() => undefined);
  if (!answer?.ok) rmSync(OUTPUTS_FILE, { force: true });
}

function apiUrlIn(text: string): string | undefined {
  try {
    return z.object({ apiUrl: z.string() }).parse(JSON.parse(text)).apiUrl;
  } catch {
    return undefined;
  }
}

function readIfThere(): string | undefined {
  try {
    return readFileSync(OUTPUTS_FILE, 'utf8');
  } catch {
    return undefined;
  }
}
