import type { Settings } from '../config/settings.ts';
import { createQueues } from '../queue/create-queues.ts';
import type { Queues } from '../queue/queues.ts';
import { createStore } from '../store/create-store.ts';
import type { Store } from '../store/store.ts';
import { observeStore, type ObserveOperation } from './telemetry/observe-store.ts';
import { openDatabaseServer } from './open-database-server.ts';

export interface Resources {
  store: Store;
  queues: Queues;
  close(): Promise<void>;
}

/** Opens the database (the embedded one where no other is named) and the queue on it or on Redis. */
export async function openResources(settings: Settings, observe?: ObserveOperation): Promise<Resources> {
  const { url, stop } = await openDatabaseServer(settings);
  const cleanups: (() => Promise<void>)[] = [stop];

  const close = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  };

  try {
    const store = await createStore({ url });
    cleanups.push(() => store.close());

    const connection =
      settings.redisUrl === undefined
        ? ({ kind: 'postgres', url } as const)
        : ({ kind: 'redis', url: settings.redisUrl } as const);

    const queues = await createQueues({ connection, prefix: settings.queuePrefix });
    cleanups.push(() => queues.close({ drain: 5000 }));
    return { store: observe === undefined ? store : observeStore(store, observe), queues, close };
  } catch (error) {
    await close();
    throw error;
  }
}
