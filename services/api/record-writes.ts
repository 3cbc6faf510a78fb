import type { FastifyRequest } from 'fastify';
import type { AuditNote } from './access/request-facts.ts';
import { changesSomething } from './changes-something.ts';
import type { TypedInstance } from './typed-instance.ts';

/** One write, as the audit log keeps it. */
export interface AuditEntry {
  at: Date;
  actor: string;
  actorGithubId?: number;
  courseId?: string;
  /** The operationId of the route. */
  action: string;
  /** The path of the request. */
  target: string;
  before?: object;
  after?: object;
  reason?: string;
  requestId: string;
}

export interface AuditNeeds {
  auditLog: {
    /** Returns the number of the entry, which is there from now on. */
    begin(entry: AuditEntry): Promise<number>;
    /** The write happened, and this is all that is to be said of it. */
    finish(auditId: number, entry: AuditEntry): Promise<void>;
    /** The write was refused. */
    drop(auditId: number): Promise<void>;
  };
  now: () => Date;
  logger?: { error(facts: object, message: string): void };
}

/**
 * Writes every write into the audit log **before** it happens, and completes the entry afterwards, whether or not the
 * route says more by `request.audit`. What cannot be recorded does not happen: 503. An entry stays `begun` when this
 * process ended in the middle, or when the write failed in a way that does not tell whether it happened. Register it after
 * whatever may answer in place of the route.
 */
export function recordWrites(app: TypedInstance, { auditLog, now, logger }: AuditNeeds): void {
  app.decorateRequest('auditId');
  app.decorateRequest('auditNote');

  app.decorateRequest('audit', function (note: AuditNote) {
    this.auditNote = { ...this.auditNote, ...note };
  });

  app.addHook('preHandler', async (request) => {
    if (!changesSomething(request)) return;
    request.auditId = await auditLog.begin(entryOf(request, now()));
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { auditId } = request;
    if (auditId === undefined) return payload;
    request.auditId = undefined;

    try {
      if (reply.statusCode < 400) await auditLog.finish(auditId, entryOf(request, now()));
      else if (reply.statusCode < 500) await auditLog.drop(auditId);
    } catch (error) {
      // It did happen, or was refused: the answer must say so. The log knows that it began.
      logger?.error({ error, requestId: request.id, auditId }, 'audit entry not completed');
    }

    return payload;
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the entry of this write, from its beginning to its end. */
    auditId: number | undefined;
  }
}

function entryOf(request: FastifyRequest, at: Date): AuditEntry {
  const { before, after, reason, courseId = request.course?.courseId } = request.auditNote ?? {};
  const { actor, githubId } = request.principal;
  return {
    at,
    actor,
    action: String(request.routeOptions.schema?.operationId ?? request.routeOptions.url),
    target: request.auditNote?.target ?? request.url.split('?', 1)[0] ?? '',
    requestId: request.id,
    ...(githubId === undefined ? {} : { actorGithubId: githubId }),
    ...(courseId === undefined ? {} : { courseId }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(reason === undefined ? {} : { reason }),
  };
}
