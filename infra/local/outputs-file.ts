import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OUTPUTS_FILE } from './places.ts';
import type { Outputs } from './platform.ts';

const textOf = (outputs: Outputs) => `${JSON.stringify(outputs, undefined, 2)}\n`;

/** Tells other programs that the platform is ready. They never see half a file. */
export function publishOutputs(outputs: Outputs): void {
  mkdirSync(dirname(OUTPUTS_FILE), { recursive: true });
  const draft = `${OUTPUTS_FILE}.${process.pid}`;
  writeFileSync(draft, textOf(outputs));
  renameSync(draft, OUTPUTS_FILE);
}

/** Takes them back, unless another platform has published its own meanwhile. */
export function withdrawOutputs(outputs?: Outputs): void {
  if (outputs && readIfThere() !== textOf(outputs)) return;
  rmSync(OUTPUTS_FILE, { force: true });
}

function readIfThere(): string | undefined {
  try {
    return readFileSync(OUTPUTS_FILE, 'utf8');
  } catch {
    return undefined;
  }
}
