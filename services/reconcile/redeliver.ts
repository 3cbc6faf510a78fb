interface Attempt {
  id: number;
  guid: string;
  event: string;
  statusCode: number;
  deliveredAt: Date;
}

export interface RedeliverNeeds {
  github: {
    deliveries(options: { since: Date; failed?: boolean }): Promise<Attempt[]>;
    redeliver(attemptId: number): Promise<void>;
  };
  deliveries: { known(guid: string): Promise<boolean> };
  now: () => number;
}

/** GitHub keeps and repeats deliveries for three days, an Enterprise Server for seven. */
const KEPT_MS = 3 * 86_400_000;
/** The wait after an attempt doubles with each: 1, 2, 4 ... minutes, then GitHub's list shows what is wrong. */
const FIRST_WAIT_MS = 60_000;
const MOST_ATTEMPTS = 8;

/**
 * Asks GitHub to deliver again what nobody took: GitHub never does so by itself. One request while nothing failed; a
 * delivery that arrived although it timed out, or in another attempt, is left alone. Returns how many.
 * https://docs.github.com/en/webhooks/using-webhooks/automatically-redelivering-failed-deliveries-for-a-github-app-webhook
 */
export async function redeliver({ github, deliveries, now }: RedeliverNeeds): Promise<number> {
  const failed = await github.deliveries({ since: new Date(now() - KEPT_MS), failed: true });
  const oldest = failed.at(-1);
  if (oldest === undefined) return 0;
  const attempts = new Map<string, Attempt[]>();
  for (const attempt of await github.deliveries({ since: oldest.deliveredAt }))
    attempts.set(attempt.guid, [...(attempts.get(attempt.guid) ?? []), attempt]);

  let repeated = 0;

  for (const [guid, ofOne] of attempts) {
    const [newest] = ofOne;
    if (newest === undefined || ofOne.some(succeeded) || ofOne.length >= MOST_ATTEMPTS) continue;
    if (now() - newest.deliveredAt.getTime() < FIRST_WAIT_MS * 2 ** (ofOne.length - 1)) continue;
    if (await deliveries.known(guid)) continue;
    await github.redeliver(newest.id);
    repeated += 1;
  }

  return repeated;
}

function succeeded({ statusCode }: Attempt): boolean {
  return statusCode >= 200 && statusCode < 300;
}
