import type { operations } from '@octokit/openapi-types';
import type { Actor } from '../rules/authenticate.ts';
import type { RepositoryAccess } from '../rules/authorize.ts';
import type { RateLimit } from '../rules/rate-limit.ts';
import type { RepositoryState } from '../state/repository-state.ts';
import type { World } from '../state/world.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { Outbox } from '../webhooks/outbox.ts';

export type OperationId = keyof operations;

/** Parameters and body as GitHub's description declares them; the dispatcher has checked them against it. */
type PathOf<Id extends OperationId> = operations[Id] extends { parameters: { path: infer Path } }
  ? Numbers<Path>
  : object;
type QueryOf<Id extends OperationId> = operations[Id] extends { parameters: { query?: infer Query } }
  ? Numbers<NonNullable<Query>>
  : object;
type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;
/** The types allow bigint for ids; what arrives over HTTP is read as a number. */
type Numbers<Values> = { [Key in keyof Values]: Exclude<Values[Key], bigint> };

export type Call<Parameters = object, Body = unknown> = {
  world: World;
  actor: Actor;
  parameters: Parameters;
  body: Body;
  url: URL;
  announce: Announcer;
  outbox: Outbox;
  rateLimit: RateLimit;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** Who may call an operation that is not about one repository. */
export type GeneralAccess = 'anyone' | 'app' | 'token' | 'installation';

export type Operation =
  | { id: OperationId; access: GeneralAccess; run(call: Call): Answer }
  | { id: OperationId; access: RepositoryAccess; run(call: Call & { repository: RepositoryState }): Answer };

/** An operation on the whole of GitHub or on the App. */
export function operation<Id extends OperationId>(
  id: Id,
  access: GeneralAccess,
  run: (call: Call<PathOf<Id> & QueryOf<Id>, BodyOf<Id>>) => Answer,
): Operation {
  return { id, access, run: run };
}

/** An operation on one repository, which the dispatcher has found and the actor may see. */
export function repositoryOperation<Id extends OperationId>(
  id: Id,
  access: RepositoryAccess,
  run: (call: Call<PathOf<Id> & QueryOf<Id>, BodyOf<Id>> & { repository: RepositoryState }) => Answer,
): Operation {
  return { id, access, run: run };
}
