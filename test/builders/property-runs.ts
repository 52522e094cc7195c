/**
 * The number of runs of a property: the usual number times `TUNTAS_RUNS`. fast-check prints the seed and path of a failed
 * run; passed as parameters of the property, they repeat that run.
 */
export function propertyRuns(usual: number): number {
  return Math.ceil(usual * Number(process.env.TUNTAS_RUNS ?? 1));
}
