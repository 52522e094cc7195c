import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/**
 * Adds to a metric by a log line in CloudWatch's embedded metric format, without an API call. The function's name
 * (`service`) is a dimension of every metric.
 */
export function count(metric: string, dimensions: Readonly<Record<string, string>>, by = 1): void {
  // Metrics in one line share their dimensions.
  const single = metrics.singleMetric();
  for (const [name, value] of Object.entries(dimensions)) single.addDimension(name, value);
  single.addMetric(metric, MetricUnit.Count, by);
}
