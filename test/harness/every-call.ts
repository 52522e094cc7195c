import { Faults, killAt } from './faults.ts';

/** More calls than any request or step makes without faults. */
const FAR = 30;

/**
 * Kills a caller at its k-th call, before sending and after execution, for every k.
 * @param happen makes the killed request and checks the state after it; returns whether the request was answered
 * @returns the number of calls
 */
export async function killAtEveryCall(happen: (faults: Faults) => Promise<boolean>): Promise<number> {
  for (let k = 1; k < FAR; k += 1) {
    let isOver = true;
    for (const moment of ['before', 'after'] as const) {
      const faults = new Faults();
      faults.plan = killAt(k, moment);
      const isAnswered = await happen(faults);
      isOver &&= isAnswered && faults.calls.length < k;
    }
    if (isOver) return k - 1;
  }
  throw new Error(`more than ${FAR} calls`);
}
