import { createHmac, randomUUID } from 'node:crypto';
import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';

const PATIENCE_MS = 10_000;

/** Sends the webhook a signed ping through its public address, as GitHub does, once for each secret. */
export async function examineEndpoint(
  { url, secrets }: { url: string | undefined; secrets: readonly string[] },
  send: typeof fetch,
): Promise<Diagnosis[]> {
  if (secrets.length === 0)
    return [
      problem(
        'webhook secret',
        'SAITEN_WEBHOOK_SECRET is not set',
        'Set it to the secret in the settings of the App ("General", "Webhook secret"), or choose a new one in both places.',
      ),
    ];
  if (url === undefined)
    return [
      warning(
        'webhook endpoint',
        'no public address is known, so it was not tried',
        'Set SAITEN_WEBHOOK_URL to the address that GitHub uses, with the path /webhook.',
      ),
    ];
  return Promise.all(
    secrets.map((secret, index) =>
      ping(
        secrets.length === 1 ? 'webhook endpoint' : `webhook endpoint, secret ${index + 1}`,
        url,
        secret,
        send,
      ),
    ),
  );
}

async function ping(check: string, url: string, secret: string, send: typeof fetch): Promise<Diagnosis> {
  const body = JSON.stringify({ zen: 'Saiten asks itself.', hook_id: 1 });

  try {
    const { status } = await send(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
    });

    if (status === 202) return ok(check, `${url} took a signed ping`);
    if (status === 401)
      return problem(
        check,
        `${url} refused the signature`,
        'The process that listens there has another SAITEN_WEBHOOK_SECRET; start it again with this one.',
      );
    return problem(
      check,
      `${url} answered ${status} to a signed ping, not 202`,
      status >= 300 && status < 400
        ? 'GitHub does not follow redirects: give the final address.'
        : 'Is "saiten webhook" or "saiten serve" behind this address, with the path /webhook, and is its database up?',
    );
  } catch (error) {
    const reason = error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : '';
    return problem(
      check,
      `${url} could not be reached from here (${reason})`,
      'Start "saiten webhook" or "saiten serve" and let the proxy or relay lead to it.',
    );
  }
}
