import { createHealth, type Health } from '../../../services/observability/health.ts';

/** The health of a process that needs one thing: it is well unless `look` fails. */
export function buildHealth(look: () => Promise<void> = async () => undefined): Health {
  return createHealth(
    [
      {
        name: 'store',
        needed: true,
        trouble: 'the database does not answer',
        holdsMs: 0,
        timeoutMs: 1000,
        look: () => look().then(() => undefined),
      },
    ],
    { now: Date.now, logger: { info: () => undefined, warn: () => undefined } },
  );
}
