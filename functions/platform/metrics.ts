/**
 * Counts something: a line of the log in CloudWatch's embedded metric format, which costs no call. The name of the
 * function (`service`) is a dimension of every metric.
 */
export function count(metric: string, dimensions: Readonly<Record<string, string>>, by = 1): void {
  const { POWERTOOLS_SERVICE_NAME: service, POWERTOOLS_METRICS_NAMESPACE: Namespace } = process.env;
  const all = { service, ...dimensions };
  const declared = { Namespace, Dimensions: [Object.keys(all)], Metrics: [{ Name: metric, Unit: 'Count' }] };
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [declared] }, ...all, [metric]: by };
  // Past the console, as in log.ts: CloudWatch reads a metric from the top level of a line only.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
