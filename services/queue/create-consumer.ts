import type { Backend } from './backend.ts';
import { createLockWatch } from './lock-watch.ts';
import { createProcessor } from './create-processor.ts';
import type { QueueName } from './messages.ts';
import type { Consumer, ConsumeOptions, Handler } from './queues.ts';

/** Starts to take jobs of one queue; resolves when the server is reached and the consumer takes part. */
export async function createConsumer<N extends QueueName>(
  backend: Backend,
  name: N,
  handler: Handler<N>,
  options: ConsumeOptions,
): Promise<Consumer> {
  const locks = createLockWatch(options.lockMs);
  const closing = new AbortController();

  const worker = backend.worker(
    name,
    createProcessor(name, handler, locks, options.attempts, closing.signal),
    {
      concurrency: options.concurrency,
      lockDuration: options.lockMs,
      stalledInterval: options.stalledCheckMs,
      // The processor counts the tries, those of killed processes too, and gives up with a reason of its own.
      maxStalledCount: 1_000_000,
      settings: { backoffStrategy: (failures) => options.backoffMs * 2 ** (failures - 1) },
    },
    locks,
  );

  const abort = () => {
    closing.abort(new Error(`The consumer of queue ${name} closes.`));
    locks.abortAll(closing.signal.reason as Error);
  };

  let closed: Promise<void> | undefined;

  const close = async (drain: number) => {
    const timer = setTimeout(abort, drain);
    if (drain === 0) abort();
    await worker.close();
    clearTimeout(timer);
  };

  try {
    await worker.waitUntilReady();
  } catch (error) {
    await worker.close(true);
    throw error;
  }

  return { close: ({ drain = 0 } = {}) => (closed ??= close(drain)) };
}
