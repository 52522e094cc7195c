import { Faults, killAt } from './faults.ts';

/** More calls than any request or step makes when nothing goes wrong. */
const FAR = 30;

/**
 * Kills a caller at its k-th call, before it is sent and after it is carried out, for every k that there is.
 * @param happen makes the request that is killed, and checks what must hold after it; says whether it was answered
 * @returns how many calls there were
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
