import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';

/**
 * What `addXRoutes(app, needs)` takes: an app under `/api/v1` whose handlers get their types from TypeBox schemas.
 *
 * To add a route:
 * 1. Write `routes/x.ts` with `addXRoutes(app: TypedInstance, needs: XNeeds)`, its schemas in `schemas/x.ts`; call it
 *    in `api-routes.ts` and pass the needs in `processes/api.ts`.
 * 2. State who may call it: `config: { access: … }`, see `access/access-rule.ts`. The app does not start without.
 * 3. Give `operationId`, `summary` and the answers below 300. Problems (400 to 503), the security schemes, the headers
 *    `If-Match` and `Idempotency-Key` are added by `describe-route.ts`. Refuse by `throw new ApiProblem(…)`.
 * 4. A list takes `pageQuery` and answers `pageOf(Item)`, see `page.ts`.
 * 5. A body with an integer `version` goes out with it as `ETag`. A write with `config: { ifMatch: true }` is given the
 *    version of `If-Match` as `request.expectedVersion`.
 * 6. Every write lands in the audit log by itself; tell what changed by `request.audit({ before, after, reason })`.
 */
export type TypedInstance = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
