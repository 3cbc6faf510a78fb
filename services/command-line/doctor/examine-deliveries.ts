import type { DeliveryAttempt } from '../../github/app/app-access.ts';
import { ok, problem, type Diagnosis } from './diagnosis.ts';

/** What the receiver's answer most likely means. */
function cause(statusCode: number): string {
  if (statusCode === 401) return 'SAITEN_WEBHOOK_SECRET differs from the secret of the App';
  if (statusCode === 503) return "Saiten's database or queue did not answer";
  if (statusCode === 404 || statusCode === 405) return 'the address is not the one of /webhook';
  if (statusCode === 0) return 'GitHub could not reach the address, or got no answer within 10 seconds';
  if (statusCode >= 500) return 'the proxy in front of Saiten, or Saiten itself, failed';
  return 'the request was refused';
}

/**
 * Looks at the deliveries that nobody took. One that got through in a later attempt is no problem; GitHub counts the
 * attempts as separate ones of one guid.
 */
export function examineDeliveries(attempts: readonly DeliveryAttempt[], where: string): Diagnosis {
  const taken = new Set(
    attempts.filter(({ statusCode }) => statusCode >= 200 && statusCode < 300).map(({ guid }) => guid),
  );

  const lost = new Map<number, number>();
  const seen = new Set<string>();

  for (const { guid, statusCode } of attempts) {
    if (taken.has(guid) || seen.has(guid)) continue;
    seen.add(guid);
    lost.set(statusCode, (lost.get(statusCode) ?? 0) + 1);
  }

  const check = 'deliveries of the last day';
  if (lost.size === 0) return ok(check, attempts.length === 0 ? 'none' : `all ${taken.size} arrived`);

  const kinds = [...lost].map(
    ([statusCode, count]) =>
      `${count} answered ${statusCode === 0 ? 'nothing' : statusCode}: ${cause(statusCode)}`,
  );

  return problem(
    check,
    kinds.join('; '),
    `See them on ${where}. "saiten reconcile" has GitHub repeat them once the cause is gone.`,
  );
}
