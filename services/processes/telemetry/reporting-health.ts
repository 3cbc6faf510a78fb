import type { Health } from '../../observability/health.ts';
import type { Metrics } from '../../observability/metrics.ts';
import type { MetricsPage } from '../../observability/operations-app.ts';

/** A page of metrics that looks at the dependencies first, for `saiten_dependency_up`. */
export function reportingHealth(
  page: MetricsPage,
  health: Pick<Health, 'report'>,
  metrics: Pick<Metrics, 'dependencies'>,
): MetricsPage {
  return {
    ...page,
    async metrics() {
      const { dependencies } = await health.report();
      for (const [dependency, { state }] of Object.entries(dependencies))
        metrics.dependencies.set({ dependency }, state === 'ok' ? 1 : 0);
      return page.metrics();
    },
  };
}
