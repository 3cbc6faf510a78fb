import { createQueues } from '../../services/queue/create-queues.ts';
import type { QueueConnection } from '../../services/queue/queues.ts';

/** A process that takes one grade job, says so, and never finishes it. Arguments: kind, url, prefix. */
const [kind, url = '', prefix = ''] = process.argv.slice(2);
const connection: QueueConnection = { kind: kind === 'redis' ? 'redis' : 'postgres', url };
const queues = await createQueues({ connection, prefix });

await queues.consume(
  'grade',
  async () => {
    process.stdout.write('taken\n');
    await new Promise<void>(() => setInterval(() => undefined, 1000));
  },
  { concurrency: 1, lockMs: 1500, stalledCheckMs: 500, attempts: 3, backoffMs: 10 },
);
