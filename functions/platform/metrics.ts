import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/**
 * Counts something: one line of the log in CloudWatch's embedded metric format, which costs no call. The name of the
 * function (`service`) is a dimension of every metric.
 */
export function count(metric: string, dimensions: Readonly<Record<string, string>>, by = 1): void {
  // On its own line: metrics that share a line share their dimensions.
  const single = metrics.singleMetric();
  for (const [name, value] of Object.entries(dimensions)) single.addDimension(name, value);
  single.addMetric(metric, MetricUnit.Count, by);
}
