import type { PullRequestFacts } from './pull-request-facts.ts';
import { translate } from './translate.ts';
import type { CommandRequest, RegradeRequest, WebhookAction } from './webhook-action.ts';

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

/**
 * Makes the decision flow of a delivery: what asks for nothing costs nothing, a known guid is not worked on again,
 * and the guid is recorded after the work is durable. A crash in between repeats work that may be repeated; the
 * other order would answer "duplicate" to the redelivery that should rescue it.
 */
export function createAcceptDelivery(needs: AcceptanceNeeds): AcceptDelivery {
  return async ({ guid, event, payload }) => {
    const action = translate(event, payload);
    if (action.kind === 'ignore')
      return { outcome: action.reason === 'malformed' ? 'malformed' : 'ignored', detail: action.reason };
    if (await needs.deliveries.known(guid)) return { outcome: 'duplicate', detail: action.kind };
    await handOver(needs, action);
    await needs.deliveries.record({ guid, event, action: action.kind, receivedAt: needs.clock() });
    return { outcome: 'accepted', detail: action.kind };
  };
}

async function handOver(
  { pullRequests, queue, requests }: AcceptanceNeeds,
  action: Exclude<WebhookAction, { kind: 'ignore' }>,
): Promise<void> {
  switch (action.kind) {
    case 'grade-pull-request':
    case 'close-pull-request': {
      const { pullRequest } = action;
      await pullRequests.save(pullRequest);
      // The same message for both: the worker decides from the pull request's state, not from the event.
      return queue.intake({
        repositoryId: pullRequest.repositoryId,
        pullNumber: pullRequest.number,
        ...(pullRequest.installationId === undefined ? {} : { installationId: pullRequest.installationId }),
      });
    }
    case 'regrade':
      return requests.regrade(action);
    case 'command':
      return requests.command(action);
  }
}
