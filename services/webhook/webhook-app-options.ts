import type { Health } from '../observability/health.ts';
import type { Logger } from '../observability/logger.ts';
import type { AcceptDelivery } from './accept-delivery.ts';
import type { ServerBounds } from '../http/server-bounds.ts';

export interface WebhookAppOptions {
  /** Any of them may have signed a delivery; several while a secret is being rotated. At least one. */
  secrets: readonly string[];
  accept: AcceptDelivery;
  health: Pick<Health, 'report' | 'alive'>;
  clock: () => Date;
  logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Counts deliveries by event and outcome. */
  count?: (labels: { event: string; outcome: string }) => void;
  /** Told of every answer to a delivery: its HTTP status and how long it took, in seconds. */
  onAnswer?: (status: number, seconds: number) => void;
  /** Default 25 MiB, GitHub's own limit. */
  bodyLimitBytes?: number;
  /** Requests per minute and client before 429; default 300,000, what one process can answer: GitHub sends from few addresses. */
  requestsPerMinute?: number;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed; nobody's unless told. */
  trustProxy?: string[] | false;
  /** Bytes that all bodies may take that are being read or answered; default 96 MiB. */
  bodyRoomBytes?: number;
  /** In place of those below. */
  bounds?: Partial<ServerBounds>;
}
