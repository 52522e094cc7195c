import '../harness/quiet-logs.ts';
import type { Bench } from './bench.ts';
import { loadComponents } from './components.ts';
import type { Figure } from './figures.ts';
import { reminderRendering } from './reminder-rendering.ts';

/** What reminding costs: units of the table, computing, and a whole sweep on the engine beside a plain one. */
export async function reminders(bench: Bench): Promise<readonly Figure[]> {
  loadComponents();
  // Only now, for they load the letters.
  const { reminderUnits } = await import('./reminder-units.ts');
  const { sweepOnEngine } = await import('./reminder-engine.ts');
  return [...(await reminderUnits()), ...(await reminderRendering()), ...(await sweepOnEngine(bench))];
}
