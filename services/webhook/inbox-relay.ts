import { Failure } from '../domain/failure.ts';
import type { IntakeMessage, RequestMessage } from '../queue/messages.ts';
import { readAction } from './read-action.ts';
import { requestMessage } from './request-message.ts';
import type { AcceptedAction, PullRequestFacts } from './webhook-action.ts';

interface WaitingWork {
  position: number;
  guid: string;
  work: unknown;
  traceparent?: string;
}

/** What handing over needs. Each call resolves when its effect is durable, and a second one does no more than the first. */
export interface InboxRelayNeeds {
  inbox: {
    oldest(most: number): Promise<WaitingWork[]>;
    done(positions: readonly number[]): Promise<void>;
    postpone(position: number, until: Date): Promise<void>;
    inTurn<T>(work: () => Promise<T>): Promise<T>;
  };
  pullRequests: {
    get(repositoryId: number, number: number): Promise<{ headSha: string } | undefined>;
    saveAll(pullRequests: readonly DatedFacts[]): Promise<void>;
    relocate(
      repositoryId: number,
      place: { owner: string; name: string; installationId?: number },
    ): Promise<void>;
    forgetInstallation(installationId: number): Promise<void>;
  };
  heads: {
    hear(
      heads: readonly { repositoryId: number; number: number; headSha: string; at: Date }[],
    ): Promise<void>;
  };
  submissions: {
    openIn(repositoryId: number): Promise<{ id: string }[]>;
    requestCancel(ids: readonly string[]): Promise<unknown>;
  };
  mergeQueues: {
    awaitMerge(merge: { repositoryId: number; headSha: string; pullNumber: number }): Promise<void>;
  };
  queue: {
    intake(entries: readonly { message: IntakeMessage; origin: Origin }[]): Promise<void>;
    request(message: RequestMessage, origin: Origin): Promise<void>;
  };
  now: () => number;
  logger: { error(facts: object, message: string): void };
}

type DatedFacts = Omit<PullRequestFacts, 'updatedAt'> & { updatedAt: Date };

/** Where work comes from, for logs and traces. */
interface Origin {
  /** The guid. */
  delivery: string;
  traceparent?: string;
}

interface Piece {
  position: number;
  origin: Origin;
  action: AcceptedAction;
}

type PullRequestAction = Extract<AcceptedAction, { pullRequest: object } | { branch: object }>;
type OtherAction = Exclude<AcceptedAction, PullRequestAction>;

/** Few: the database, too, answers GitHub between two steps. */
const MOST_AT_ONCE = 50;
/** Milliseconds for which work is left alone that cannot be handed over. */
const PATIENCE_MS = 60_000;

/**
 * Makes one step of emptying the inbox: saves pull requests, queues what is to be looked at, cancels what is gone. Many
 * events of one pull request become one. It resolves with whether more may be waiting, and fails when store or queue do
 * not answer; everything then waits. One delivery that cannot be handed over does not stop the others.
 */
export function createInboxRelay(needs: InboxRelayNeeds): () => Promise<boolean> {
  const { inbox, now, logger } = needs;

  async function postpone({ position, guid }: Pick<WaitingWork, 'position' | 'guid'>, facts: object) {
    logger.error({ guid, ...facts }, 'A delivery cannot be handed over; it is tried again in a minute');
    await inbox.postpone(position, new Date(now() + PATIENCE_MS));
  }

  async function handOverAll(waiting: readonly WaitingWork[]): Promise<void> {
    const pieces: Piece[] = [];

    for (const { position, guid, work, traceparent } of waiting) {
      const action = readAction(work);
      if (action === undefined)
        await postpone({ position, guid }, { reason: 'written by another version of Saiten' });
      else pieces.push({ position, origin: { delivery: guid, ...(traceparent && { traceparent }) }, action });
    }

    try {
      await handOver(needs, pieces);
      await inbox.done(pieces.map(({ position }) => position));
    } catch (error) {
      if (isQueueAway(error)) throw error;
      await handOverEach(pieces);
    }
  }

  async function handOverEach(pieces: readonly Piece[]): Promise<void> {
    for (const piece of pieces)
      try {
        await handOver(needs, [piece]);
        await inbox.done([piece.position]);
      } catch (error) {
        if (isQueueAway(error)) throw error;
        // Fails when the store is away, which ends this step; else it was this delivery that the store refused.
        await postpone({ position: piece.position, guid: piece.origin.delivery }, { error });
      }
  }

  return () =>
    inbox.inTurn(async () => {
      const waiting = await inbox.oldest(MOST_AT_ONCE);
      if (waiting.length > 0) await handOverAll(waiting);
      return waiting.length === MOST_AT_ONCE;
    });
}

/** Pull requests together, the newest event of each; then the rest one by one, in the order in which it came. */
async function handOver(needs: InboxRelayNeeds, pieces: readonly Piece[]): Promise<void> {
  const newest = new Map<string, { facts: DatedFacts; origin: Origin }>();
  const rest: { action: OtherAction; origin: Origin }[] = [];
  const heard: DatedFacts[] = [];

  for (const { action, origin } of pieces) {
    if (!isOfPullRequest(action)) {
      rest.push({ action, origin });
      continue;
    }

    // The worker decides from the pull request's state, not from the event: opened and closed ask for the same.
    const told = action.kind === 'take-in-branch' ? action.branch : action.pullRequest;
    const facts = { ...told, updatedAt: new Date(told.updatedAt) };
    heard.push(facts);
    const key = `${facts.repositoryId}/${facts.number}`;
    const before = newest.get(key)?.facts;
    if (before === undefined || before.updatedAt <= facts.updatedAt) newest.set(key, { facts, origin });
  }

  if (newest.size > 0) {
    const pullRequests = [...newest.values()];
    await needs.pullRequests.saveAll(pullRequests.map(({ facts }) => facts));
    await needs.heads.hear(heard.flatMap(timeOf));

    await needs.queue.intake(
      pullRequests.map(({ facts: { repositoryId, number, installationId }, origin }) => ({
        message: {
          v: 1 as const,
          repositoryId,
          pullNumber: number,
          ...(installationId === undefined ? {} : { installationId }),
        },
        origin,
      })),
    );
  }

  for (const { action, origin } of rest) await handOverOther(needs, action, origin);
}

/** When a head was there; an event that has no time tells nothing of that. */
function timeOf({ repositoryId, number, headSha, updatedAt }: DatedFacts) {
  return updatedAt.getTime() > 0 ? [{ repositoryId, number, headSha, at: updatedAt }] : [];
}

function isOfPullRequest(action: AcceptedAction): action is PullRequestAction {
  return 'pullRequest' in action || 'branch' in action;
}

async function handOverOther(
  { pullRequests, submissions, mergeQueues, queue, now }: InboxRelayNeeds,
  action: OtherAction,
  origin: Origin,
): Promise<void> {
  switch (action.kind) {
    case 'check-merge-group': {
      const { headSha, pullNumber } = action;
      const { repositoryId } = action.repository;
      await mergeQueues.awaitMerge({ repositoryId, headSha, pullNumber });
      return queue.intake([{ message: { v: 1, repositoryId, pullNumber }, origin }]);
    }

    case 'move-repository': {
      const { repositoryId, ...place } = action.repository;
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
    case 'tag':
      return queue.request(requestMessage(action, { now: now() }), origin);

    case 'command': {
      const { repository, pullNumber, saidAt } = action;
      const known = saidAt && (await pullRequests.get(repository.repositoryId, pullNumber));
      const message = requestMessage(action, { ...(known && { knownHead: known.headSha }), now: now() });
      return queue.request(message, origin);
    }
  }
}

function isQueueAway(error: unknown): boolean {
  return error instanceof Failure && error.code === 'queue-unavailable';
}
