import '../harness/quiet-logs.ts';
import type { Bench } from './bench.ts';
import { loadComponents } from './components.ts';
import type { Figure } from './figures.ts';
import { reminderRendering } from './reminder-rendering.ts';

/** Measures reminders: units of the table, CPU time, and a sweep on the engine beside a scan. */
export async function reminders(bench: Bench): Promise<readonly Figure[]> {
  loadComponents();
  // Imported here because they load components.
  const { reminderUnits } = await import('./reminder-units.ts');
  const { sweepOnEngine } = await import('./reminder-engine.ts');
  return [...(await reminderUnits()), ...(await reminderRendering()), ...(await sweepOnEngine(bench))];
}
