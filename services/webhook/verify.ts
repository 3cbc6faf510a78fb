import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/**
 * True when one of the secrets signed exactly these bytes. `signature` is the `X-Hub-Signature-256` header. Every
 * secret is tried, in constant time, so that the answer's duration tells nothing.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifySignature(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const claimed = SIGNATURE.exec(signature)?.[1];
  if (claimed === undefined) return false;
  const claimedBytes = Buffer.from(claimed, 'hex');
  return secrets
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), claimedBytes))
    .includes(true);
}
