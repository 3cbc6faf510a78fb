import { randomBytes } from 'node:crypto';
import { startEmbeddedPostgres } from '../../services/store/embedded/embedded-postgres.ts';

/** A process that starts the embedded PostgreSQL of a folder, prints its address and stops it on SIGTERM. */
const server = await startEmbeddedPostgres({ folder: process.argv[2] ?? '', randomBytes });
process.stdout.write(`${server.url}\n`);
const idle = setInterval(() => undefined, 1000);

process.once('SIGTERM', () => {
  clearInterval(idle);
  void server.stop().then(() => process.stdout.write('stopped\n'));
});
