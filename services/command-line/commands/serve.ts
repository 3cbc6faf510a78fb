import { loadSettings } from '../../config/load.ts';
import { createLogger } from '../../observability/logger.ts';
import { createMetrics } from '../../observability/metrics.ts';
import { openResources } from '../open-resources.ts';
import { startApi } from '../processes/api.ts';
import { startReconcile } from '../processes/reconcile.ts';
import { startWebhook } from '../processes/webhook.ts';
import { startWorker } from '../processes/worker.ts';
import { runProcess, type RunningProcess } from '../run-process.ts';

export type ServedRole = 'serve' | 'webhook' | 'worker' | 'api' | 'reconcile';

/** Runs one of Saiten's processes, or all of them in one, until the process is told to stop. */
export function serve(role: ServedRole): Promise<void> {
  return runProcess(async () => {
    const { settings, programs } = loadSettings(role);
    const logger = createLogger({ level: settings.logLevel, process: role });
    const metrics = createMetrics(role);
    const resources = await openResources(settings);
    const running: RunningProcess[] = [];
    const stop = async () => {
      for (const process of running.reverse()) await process.stop();
      await resources.close();
    };
    try {
      const runs = (wanted: ServedRole) => role === 'serve' || role === wanted;
      if (runs('worker')) running.push(await startWorker(settings, resources, { programs, logger, metrics }));
      if (runs('reconcile')) running.push(startReconcile(settings, resources, { logger, metrics }));
      if (runs('api')) running.push(await startApi(settings, resources, { logger, metrics }));
      if (runs('webhook')) running.push(await startWebhook(settings, resources, { logger, metrics }));
    } catch (error) {
      await stop();
      throw error;
    }
    return { stop };
  });
}
