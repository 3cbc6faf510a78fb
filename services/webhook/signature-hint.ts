import type { Logger } from '../observability/logger.ts';

const QUIET_MS = 10 * 60 * 1000;

/** Tells the operator what a wrong signature most likely means: once, then again at most every ten minutes. */
export function createSignatureHint(
  logger: Pick<Logger, 'error'> | undefined,
  clock: () => Date,
): () => void {
  let lastAt = -Infinity;
  let unsaid = 0;

  return () => {
    const now = clock().getTime();

    if (now - lastAt < QUIET_MS) {
      unsaid += 1;
      return;
    }

    logger?.error(
      { unsaidSinceLast: unsaid },
      'A delivery has a wrong signature: compare SAITEN_WEBHOOK_SECRET with the secret in the settings of the App or webhook, and make sure that no proxy changes the body',
    );

    lastAt = now;
    unsaid = 0;
  };
}
