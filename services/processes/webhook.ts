import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { createHealth } from '../observability/health.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { createAcceptDelivery } from '../webhook/accept-delivery.ts';
import { createWebhookApp } from '../webhook/app.ts';
import { createInboxRelay } from '../webhook/inbox-relay.ts';
import { keepRelaying } from '../webhook/keep-relaying.ts';
import type { Resources } from './open-resources.ts';
import { diskProbe, githubProbe, resourceProbes } from './telemetry/probes.ts';
import type { RunningProcess } from './run-process.ts';

/** Listens for GitHub's deliveries. Returns where it listens. */
export async function startWebhook(
  settings: Settings,
  resources: Resources,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): Promise<RunningProcess & { url: string }> {
  const { store, queues } = resources;
  const clock = () => new Date();

  const health = createHealth(
    [...resourceProbes(resources, { queueNeeded: false }), githubProbe(settings), diskProbe(settings, false)],
    { now: Date.now, logger },
  );

  const inbox = keepRelaying({
    handOver: createInboxRelay({
      inbox: store.inbox,
      pullRequests: store.pullRequests,
      heads: store.heads,
      submissions: store.submissions,
      mergeQueues: store.gradingChecks,
      queue: queues,
      now: Date.now,
      logger,
    }),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    now: Date.now,
    logger,
  });

  const app = await createWebhookApp({
    secrets: settings.webhookSecrets ?? [],
    accept: createAcceptDelivery({ inbox: store.inbox, wake: inbox.wake, clock }),
    health,
    clock,
    logger,
    trustProxy: settings.trustProxy ?? false,
    count: (labels) => metrics.deliveries.inc(labels),
    onAnswer: (status, seconds) => metrics.webhookAnswers.observe({ status }, seconds),
  });

  const url = await app.listen({ host: settings.host, port: settings.webhookPort });
  logger.info({ url }, 'webhook listens');
  return {
    url,
    health,
    async stop() {
      await app.close();
      await inbox.stop();
    },
  };
}
