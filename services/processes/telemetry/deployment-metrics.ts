import { poolRequest } from '../../domain/clusters/pool-member.ts';
import type { Metrics } from '../../observability/metrics.ts';
import type { MetricsPage } from '../../observability/operations-app.ts';
import type { Resources } from '../open-resources.ts';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/**
 * The metrics of this process and, read from store and queue when somebody asks, those of the whole deployment. While
 * store or queue do not answer, only what the process knows itself is told.
 */
export function deploymentMetrics(
  metrics: Metrics,
  { store, queues }: Pick<Resources, 'store' | 'queues'>,
): MetricsPage {
  return {
    contentType: metrics.registry.contentType,
    async metrics() {
      await Promise.all(
        [readQueues(), readPool(), readPublications(), readBudgets(), readEvidence()].map(forgive),
      );

      return metrics.registry.metrics();
    },
  };

  async function readQueues() {
    for (const [queue, counts] of Object.entries(await queues.counts()))
      for (const state of STATES) metrics.queue.set({ queue, state }, counts[state]);
    for (const [queue, age] of Object.entries(await queues.oldest()))
      metrics.queueOldest.set({ queue }, age / 1000);
  }

  async function readPool() {
    const members = await store.pool.list();
    metrics.poolMembers.reset();
    for (const { poolKey, state } of members)
      metrics.poolMembers.inc({ profile: poolRequest(poolKey).profile, state });
  }

  async function readPublications() {
    const { results, progress, oldest } = await store.publications.backlog();
    metrics.publicationsWaiting.set({ tells: 'result' }, results);
    metrics.publicationsWaiting.set({ tells: 'progress' }, progress);
    metrics.publicationsLate.set(oldest === undefined ? 0 : (Date.now() - oldest.getTime()) / 1000);
  }

  async function readEvidence() {
    const { bytes, oldest } = await store.evidence.extent();
    metrics.evidenceBytes.set(bytes);
    metrics.evidenceOldest.set(oldest === undefined ? 0 : (Date.now() - oldest.getTime()) / 1000);
  }

  async function readBudgets() {
    const { closed, mostCreates } = await store.requestBudgets.usage();
    metrics.githubBudgetsClosed.set(closed);
    metrics.githubCreates.set(mostCreates);
  }
}

/** A number that cannot be had now must not cost the others; `saiten_dependency_up` tells what is away. */
async function forgive(reading: Promise<void>): Promise<void> {
  await reading.catch(() => undefined);
}
