import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createApi } from '../../api/app.ts';
import type { Settings } from '../../config/settings.ts';
import { createIdentifiers } from '../../domain/identifier.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Metrics } from '../../observability/metrics.ts';
import type { Resources } from '../open-resources.ts';
import type { RunningProcess } from '../run-process.ts';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** Serves the REST API, health and metrics. */
export async function startApi(
  settings: Settings,
  { store, queues, ready }: Resources,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): Promise<RunningProcess & { url: string }> {
  const app = await createApi({
    token: settings.apiToken ?? '',
    ready,
    page: fileURLToPath(new URL('../../../web/dist', import.meta.url)),
    ...store,
    locate: store.located,
    newSecret: () => randomBytes(32).toString('base64url'),
    identifiers: createIdentifiers(Date.now, randomBytes),
    now: () => new Date(),
    logger,
    metrics: {
      contentType: metrics.registry.contentType,
      async metrics() {
        for (const [queue, counts] of Object.entries(await queues.counts())) {
          for (const state of STATES) metrics.queue.set({ queue, state }, counts[state]);
        }
        const { results, progress, oldest } = await store.publications.backlog();
        metrics.publicationsWaiting.set({ tells: 'result' }, results);
        metrics.publicationsWaiting.set({ tells: 'progress' }, progress);
        metrics.publicationsLate.set(oldest === undefined ? 0 : (Date.now() - oldest.getTime()) / 1000);
        return metrics.registry.metrics();
      },
    },
  });
  const url = await app.listen({ host: settings.host, port: settings.apiPort });
  logger.info({ url }, 'API listens');
  return { url, stop: () => app.close() };
}
