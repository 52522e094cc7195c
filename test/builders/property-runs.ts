/**
 * How often a property is tried: `TUNTAS_RUNS` times as often as in `npm test`, where it is set. fast-check prints the
 * seed and the path of a run that fails; given back as parameters of the property, they play that run again.
 */
export function propertyRuns(usual: number): number {
  return Math.ceil(usual * Number(process.env.TUNTAS_RUNS ?? 1));
}
