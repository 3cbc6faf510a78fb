import type { Logger } from '../observability/logger.ts';
import type { AcceptDelivery } from './accept-delivery.ts';

export interface WebhookAppOptions {
  /** Any of them may have signed a delivery; several while a secret is being rotated. At least one. */
  secrets: readonly string[];
  accept: AcceptDelivery;
  /** Resolves when store and queue answer; `GET /readyz` asks it. */
  ready: () => Promise<void>;
  clock: () => Date;
  logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Counts deliveries by event and outcome. */
  count?: (labels: { event: string; outcome: string }) => void;
  /** Default 25 MiB, GitHub's own limit. */
  bodyLimitBytes?: number;
  /** Requests per minute and address before 429; default 60,000, since GitHub sends from few addresses. */
  requestsPerMinute?: number;
  /** Trust `X-Forwarded-For`, behind a proxy of one's own. */
  trustProxy?: boolean;
}
