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
  auditLog: { add(entry: AuditEntry): Promise<void> };
  now: () => Date;
}

/**
 * Writes every write that succeeded into the audit log before its answer leaves, whether or not the route says more by
 * `request.audit`; an answer that cannot be recorded becomes 503.
 */
export function recordWrites(app: TypedInstance, { auditLog, now }: AuditNeeds): void {
  app.decorateRequest('auditNote');
  app.decorateRequest('audit', function (note: AuditNote) {
    this.auditNote = { ...this.auditNote, ...note };
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!changesSomething(request) || reply.statusCode >= 400 || request.isRepeated) return payload;
    const { before, after, reason, courseId = request.course?.courseId } = request.auditNote ?? {};
    const { actor, githubId } = request.principal;
    await auditLog.add({
      at: now(),
      actor,
      action: String(request.routeOptions.schema?.operationId ?? request.routeOptions.url),
      target: request.auditNote?.target ?? request.url.replace(/\?.*$/, ''),
      requestId: request.id,
      ...(githubId === undefined ? {} : { actorGithubId: githubId }),
      ...(courseId === undefined ? {} : { courseId }),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(reason === undefined ? {} : { reason }),
    });
    return payload;
  });
}
