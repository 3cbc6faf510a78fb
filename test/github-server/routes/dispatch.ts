import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from '../control.ts';
import type { DescribedOperation } from '../description/rest-description.ts';
import type { Actor } from '../rules/authenticate.ts';
import { actorName } from '../rules/authenticate.ts';
import { authorize } from '../rules/authorize.ts';
import type { FaultBox } from '../rules/create-faults.ts';
import { cutTree } from '../rules/cut-tree.ts';
import { ConnectionReset } from '../rules/connection-reset.ts';
import type { RequestFault } from '../rules/fault.ts';
import { GitHubError, notFound } from '../rules/github-error.ts';
import type { RateLimit } from '../rules/rate-limit.ts';
import { findRepository } from '../state/find.ts';
import { formerly } from '../state/former-state.ts';
import type { World } from '../state/world.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import type { Answer, Call, GeneralAccess, Operation } from './operation.ts';

export type Incoming = {
  actor: Actor;
  url: URL;
  parameters: Record<string, unknown>;
  body: unknown;
};

export type DispatchDependencies = {
  world: World;
  announce: Announcer;
  outbox: Outbox;
  faults: FaultBox;
  rateLimit: RateLimit;
  recordEffect(effect: Omit<Effect, 'sequence' | 'at'>): void;
};

/** Minting a token changes nothing that anybody can see; it stands in `requests`, not in `effects`. */
const WITHOUT_EFFECT = new Set(['apps/create-installation-access-token']);

/** What is posted without creating anything that people see. */
const WITHOUT_CONTENT = new Set([...WITHOUT_EFFECT, 'apps/redeliver-webhook-delivery']);

/**
 * One request of a served operation: who, planned faults, is it well-formed, may they, then do it. Throws
 * `GitHubError` for every other answer than success.
 */
export async function dispatch(
  dependencies: DispatchDependencies,
  operation: Operation,
  described: DescribedOperation,
  incoming: Incoming,
): Promise<Answer> {
  const { world, faults, rateLimit } = dependencies;
  const { actor } = incoming;
  if (operation.id !== 'rate-limit/get') rateLimit.spend(actor);
  if (described.method === 'POST' && !WITHOUT_CONTENT.has(operation.id)) rateLimit.create(actor);
  const struck = faults.takeForRequest(operation.id, repositoryIdOf(world, incoming.parameters));
  await strikeBefore(struck, rateLimit, actor);
  const { parameters, body } = incoming;
  refuseMalformed(described, parameters, body);
  const { announce, outbox } = dependencies;
  const call: Call = { world, actor, parameters, body, url: incoming.url, announce, outbox, rateLimit };
  const isStale = described.method === 'GET' && struck.some(({ kind }) => kind === 'stale');
  const answer = run(operation, call, incoming.parameters, isStale);

  if (described.method !== 'GET' && !WITHOUT_EFFECT.has(operation.id)) {
    dependencies.recordEffect({
      operationId: operation.id,
      actor: actorName(world, actor) ?? 'anonymous',
      repository:
        typeof parameters.owner === 'string' ? `${parameters.owner}/${String(parameters.repo)}` : null,
      parameters,
      body: body ?? null,
      status: answer.status,
      result: answer.body ?? null,
    });
  }

  if (struck.some((fault) => fault.kind === 'bad-gateway-after')) throw badGateway();
  return struck.reduce(
    (cut, fault) => (fault.kind === 'short-tree' ? cutTree(cut, parameters, fault.entries) : cut),
    answer,
  );
}

function repositoryIdOf(world: World, { owner, repo }: Record<string, unknown>): number | undefined {
  return typeof owner === 'string' ? findRepository(world, owner, String(repo))?.id : undefined;
}

function run(
  operation: Operation,
  call: Call,
  parameters: Record<string, unknown>,
  isStale: boolean,
): Answer {
  if (typeof operation.access === 'string') {
    checkGeneralAccess(operation.access, call.actor);
    return operation.run(call);
  }

  const repository = findRepository(call.world, String(parameters.owner), String(parameters.repo));
  if (repository === undefined) throw notFound();
  authorize(call.actor, repository, operation.access);
  return operation.run({ ...call, repository: isStale ? formerly(repository) : repository });
}

function checkGeneralAccess(access: GeneralAccess, actor: Actor): void {
  if (access === 'anyone') return;

  if (access === 'app' && actor.kind !== 'app') {
    throw new GitHubError(401, 'A JSON web token could not be decoded');
  }

  if (access === 'installation' && actor.kind !== 'installation') {
    throw new GitHubError(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    );
  }

  if (actor.kind === 'anonymous') throw new GitHubError(401, 'Requires authentication');
}

async function strikeBefore(struck: RequestFault[], rateLimit: RateLimit, actor: Actor): Promise<void> {
  for (const fault of struck) {
    if (fault.kind === 'delay') await sleep(fault.milliseconds);
    if (fault.kind === 'bad-gateway-before') throw badGateway();
    if (fault.kind === 'refused') throw refusal(fault.status);
    if (fault.kind === 'suspended') throw new GitHubError(403, 'This installation has been suspended');
    if (fault.kind === 'reset') throw new ConnectionReset();

    if (fault.kind === 'secondary-limit') {
      const seconds = fault.retryAfterSeconds;
      // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
      throw new GitHubError(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } },
      );
    }

    if (fault.kind === 'no-diff') {
      throw new GitHubError(422, 'Sorry, this diff is taking too long to generate.', {
        details: { errors: [{ resource: 'PullRequest', field: 'diff', code: 'not_available' }] },
      });
    }

    if (fault.kind === 'primary-limit') {
      rateLimit.exhaust(actor, fault.resetAfterSeconds);
      rateLimit.spend(actor);
    }
  }
}

function refuseMalformed(
  described: DescribedOperation,
  parameters: Record<string, unknown>,
  body: unknown,
): void {
  const wrong = [
    ...described.checkParameters(parameters),
    ...(described.takesBody ? described.checkBody(body) : []),
  ];

  if (wrong.length > 0) {
    throw new GitHubError(422, `Invalid request.\n\n${wrong.join('\n')}`);
  }
}

function refusal(status: 401 | 403 | 404 | 429 | 500): GitHubError {
  if (status === 429) return new GitHubError(429, 'Too many requests', { headers: { 'retry-after': '1' } });
  if (status === 500) return new GitHubError(500, 'Internal Server Error');
  if (status === 401) return new GitHubError(401, 'Bad credentials');
  return status === 404 ? notFound() : new GitHubError(403, 'Resource not accessible by integration');
}

function badGateway(): GitHubError {
  return new GitHubError(502, 'Server Error');
}
