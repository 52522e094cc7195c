/**
 * Batching windows of all offices start at common times, six per window length, so that one workflow execution sends
 * the notices of every office with the same start.
 */
const STARTS_PER_WINDOW = 6;

/**
 * The time at which a notice collected now is sent.
 * @param batchingSeconds length of the window; a multiple of 6
 * @returns an instant between one and 7/6 window lengths from now
 */
export function dispatchTime(now: Date, batchingSeconds: number): string {
  const stepMs = (batchingSeconds * 1000) / STARTS_PER_WINDOW;
  const start = (Math.floor(now.getTime() / stepMs) + 1) * stepMs;
  return new Date(start + batchingSeconds * 1000).toISOString();
}
