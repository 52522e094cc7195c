/**
 * A move is told when it has been gathered for a while, together with all that has come meanwhile. Offices are not timed
 * one by one: what comes within one slot, a sixth of that time, is told at one moment.
 */
const SLOTS = 6;

/**
 * The moment at which what is gathered now is told: the gathering time after the end of the present slot.
 * @param batchingSeconds the gathering time; a multiple of 6
 * @returns an instant; between one gathering time and 7/6 of it from now
 */
export function dispatchTime(now: Date, batchingSeconds: number): string {
  const slot = (batchingSeconds * 1000) / SLOTS;
  const end = (Math.floor(now.getTime() / slot) + 1) * slot;
  return new Date(end + batchingSeconds * 1000).toISOString();
}
