import type { Settings } from '../config/settings.ts';
import type { Health } from '../observability/health.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { createOperationsApp } from '../observability/operations-app.ts';
import { deploymentMetrics } from './telemetry/deployment-metrics.ts';
import type { Resources } from './open-resources.ts';
import { processMetrics } from './telemetry/process-metrics.ts';
import { reportingHealth } from './telemetry/reporting-health.ts';

/**
 * Tells health and metrics of the whole process on a port of their own, where the settings name one. `deployment` is given
 * where the metrics of the whole deployment are told as well.
 */
export async function startOperations(
  settings: Pick<Settings, 'operationsHost' | 'operationsPort'>,
  {
    health,
    logger,
    metrics,
    deployment,
  }: { health: Health; logger: Logger; metrics: Metrics; deployment?: Resources },
): Promise<{ url?: string; stop(): Promise<void> }> {
  const { operationsHost: host, operationsPort: port } = settings;
  if (port === undefined) return { stop: async () => undefined };
  const page = deployment === undefined ? processMetrics(metrics) : deploymentMetrics(metrics, deployment);
  const app = createOperationsApp(health, reportingHealth(page, health, metrics));
  const url = await app.listen({ host, port });
  logger.info({ url }, 'health and metrics listen');
  return { url, stop: () => app.close() };
}
