import type { PullRequestFacts } from './pull-request-facts.ts';
import { translate } from './translate.ts';
import type { ButtonRequest, CommandRequest, RepositoryFacts, WebhookAction } from './webhook-action.ts';

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
  pullRequests: {
    save(pullRequest: PullRequestFacts): Promise<unknown>;
    relocate(
      repositoryId: number,
      place: { owner: string; name: string; installationId?: number },
    ): Promise<void>;
    forgetInstallation(installationId: number): Promise<void>;
  };
  submissions: {
    openIn(repositoryId: number): Promise<{ id: string }[]>;
    requestCancel(ids: readonly string[]): Promise<unknown>;
  };
  queue: {
    intake(message: { repositoryId: number; pullNumber: number; installationId?: number }): Promise<void>;
  };
  /** Called again for a redelivery after a crash, so a second call must not do more than the first. */
  requests: {
    button(request: ButtonRequest): Promise<void>;
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
  { pullRequests, submissions, queue, requests }: AcceptanceNeeds,
  action: Exclude<WebhookAction, { kind: 'ignore' }>,
): Promise<void> {
  switch (action.kind) {
    case 'grade-pull-request':
    case 'close-pull-request':
    case 'take-in-branch': {
      const pullRequest = action.kind === 'take-in-branch' ? action.branch : action.pullRequest;
      await pullRequests.save(pullRequest);
      // The same message for both: the worker decides from the pull request's state, not from the event.
      return queue.intake({
        repositoryId: pullRequest.repositoryId,
        pullNumber: pullRequest.number,
        ...(pullRequest.installationId === undefined ? {} : { installationId: pullRequest.installationId }),
      });
    }
    case 'move-repository': {
      const { repositoryId, ...place }: RepositoryFacts = action.repository;
      return pullRequests.relocate(repositoryId, place);
    }
    case 'leave-repositories': {
      const open = await Promise.all(action.repositoryIds.map((id) => submissions.openIn(id)));
      await submissions.requestCancel(open.flat().map(({ id }) => id));
      return;
    }
    case 'leave-installation':
      return pullRequests.forgetInstallation(action.installationId);
    case 'regrade':
    case 'hint':
      return requests.button(action);
    case 'command':
      return requests.command(action);
  }
}
