import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../config/settings.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Metrics } from '../../observability/metrics.ts';
import { createAcceptDelivery } from '../../webhook/accept-delivery.ts';
import { createWebhookApp } from '../../webhook/app.ts';
import { createHandOver } from '../../webhook/hand-over.ts';
import { keepHandingOver } from '../../webhook/keep-handing-over.ts';
import type { Resources } from '../open-resources.ts';
import type { RunningProcess } from '../run-process.ts';

/** Listens for GitHub's deliveries. Returns where it listens. */
export async function startWebhook(
  settings: Settings,
  { store, queues, ready }: Resources,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): Promise<RunningProcess & { url: string }> {
  const clock = () => new Date();
  const inbox = keepHandingOver({
    handOver: createHandOver({
      inbox: store.inbox,
      pullRequests: store.pullRequests,
      submissions: store.submissions,
      queue: { intake: (messages) => queues.intake(messages.map((message) => ({ v: 1, ...message }))) },
      requests: {
        button: ({ kind, repository, submissionId, headSha, requestedBy }) =>
          queues.request({
            v: 1,
            kind,
            repositoryId: repository.repositoryId,
            headSha,
            ...(submissionId === undefined ? {} : { submissionId }),
            requesterId: requestedBy.id,
            requesterLogin: requestedBy.login,
          }),
        command: ({ repository, command, pullNumber, commentId, requestedBy }) =>
          queues.request({
            v: 1,
            kind: `${command}-command`,
            repositoryId: repository.repositoryId,
            pullNumber,
            commentId,
            requesterId: requestedBy.id,
            requesterLogin: requestedBy.login,
          }),
      },
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
    ready,
    clock,
    logger,
    count: (labels) => metrics.deliveries.inc(labels),
  });
  const url = await app.listen({ host: settings.host, port: settings.webhookPort });
  logger.info({ url }, 'webhook listens');
  return {
    url,
    async stop() {
      await app.close();
      await inbox.stop();
    },
  };
}
