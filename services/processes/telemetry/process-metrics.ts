import type { Metrics } from '../../observability/metrics.ts';
import type { MetricsPage } from '../../observability/operations-app.ts';

/** The metrics that a process counts itself. */
export function processMetrics({ registry }: Metrics): MetricsPage {
  return { contentType: registry.contentType, metrics: () => registry.metrics() };
}
