import type { PullRequestFacts } from './pull-request-facts.ts';
import type { CommandRequest, RegradeRequest } from './webhook-action.ts';

/** One verified delivery. */
export interface IncomingDelivery {
  /** The `X-GitHub-Delivery` header; a redelivery keeps it. */
  guid: string;
  event: string;
  /** Parsed JSON, not yet checked against a schema. */
  payload: unknown;
}

export interface DeliveryOutcome {
  outcome: 'accepted' | 'duplicate' | 'ignored' | 'malformed';
  /** Why it was ignored, or what was accepted: a fixed word, fit for a metric's label. */
  detail: string;
}

/** What accepting needs of the store, the queue and the clock. Each call resolves when its effect is durable. */
export interface AcceptanceNeeds {
  deliveries: {
    known(guid: string): Promise<boolean>;
    record(delivery: { guid: string; event: string; action?: string; receivedAt: Date }): Promise<void>;
  };
  pullRequests: { save(pullRequest: PullRequestFacts): Promise<unknown> };
  queue: {
    intake(message: { repositoryId: number; pullNumber: number; installationId?: number }): Promise<void>;
  };
  /** Called again for a redelivery after a crash, so a second call must not do more than the first. */
  requests: {
    regrade(request: RegradeRequest): Promise<void>;
    command(request: CommandRequest): Promise<void>;
  };
  clock: () => Date;
}

/** Decides what a delivery asks and hands it over; throws when it could not be made durable. */
export type AcceptDelivery = (delivery: IncomingDelivery) => Promise<DeliveryOutcome>;
