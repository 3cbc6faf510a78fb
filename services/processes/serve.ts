import { setTimeout as sleep } from 'node:timers/promises';
import { loadSettings } from '../config/load.ts';
import { joinHealth } from '../observability/join-health.ts';
import { createLogger } from '../observability/logger.ts';
import { createMetrics } from '../observability/metrics.ts';
import { describeProxies } from './describe-proxies.ts';
import { startTracingIfWanted } from './telemetry/start-tracing-if-wanted.ts';
import { openResources } from './open-resources.ts';
import { startApi } from './api.ts';
import { startOperations } from './operations.ts';
import { startReconcile } from './reconcile.ts';
import { startWebhook } from './webhook.ts';
import { startWorker } from './worker.ts';
import { runProcess, type RunningProcess } from './run-process.ts';

export type ServedRole = 'serve' | 'webhook' | 'worker' | 'api' | 'reconcile';

/**
 * Runs one of Saiten's processes, or all of them in one, until the process is told to stop. It stops in this order: not
 * ready any more, a moment for others to notice, no new work, what is under way ends.
 */
export function serve(role: ServedRole): Promise<void> {
  return runProcess(async () => {
    const { settings, programs } = loadSettings(role);
    const logger = createLogger({ level: settings.logLevel, process: role });
    const metrics = createMetrics(role);
    const proxies = describeProxies(settings);
    if (proxies !== undefined) logger.info(proxies, 'requests leave through a proxy');
    const tracing = await startTracingIfWanted(settings, role);

    const resources = await openResources(settings, (part, outcome, seconds) =>
      metrics.storeOperations.observe({ part, outcome }, seconds),
    );

    const running: RunningProcess[] = [];
    const closing: (() => Promise<void>)[] = [() => resources.close(), () => tracing.stop()];

    const stop = async () => {
      for (const { health } of running) health.shutDown();
      if (running.length > 0) await sleep(settings.shutdownDelay * 1000);
      for (const process of running.reverse()) await process.stop();
      for (const close of closing) await close();
    };

    try {
      const runs = (wanted: ServedRole) => role === 'serve' || role === wanted;
      if (runs('worker')) running.push(await startWorker(settings, resources, { programs, logger, metrics }));
      if (runs('reconcile')) running.push(startReconcile(settings, resources, { logger, metrics }));
      if (runs('api')) running.push(await startApi(settings, resources, { logger }));
      if (runs('webhook')) running.push(await startWebhook(settings, resources, { logger, metrics }));
      const health = joinHealth(running.map((process) => process.health));

      const operations = await startOperations(settings, {
        ...{ health, logger, metrics },
        // One process of a deployment is enough: the numbers come from store and queue.
        ...(runs('api') ? { deployment: resources } : {}),
      });

      closing.push(() => operations.stop());
    } catch (error) {
      await stop();
      throw error;
    }

    return { stop };
  });
}
