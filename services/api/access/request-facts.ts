import type { Course } from '../../domain/courses/course.ts';
import type { AccessRule } from './access-rule.ts';
import type { CourseAccess, Principal } from './principal.ts';

/** What a write tells the audit log beside who, when and where. Never a secret. */
export interface AuditNote {
  before?: object;
  after?: object;
  reason?: string;
  /** In place of the path, when that names a person who is to be forgotten. */
  target?: string;
  /** When the path does not name it: the course that a POST made. */
  courseId?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. Every route under `/api/v1` has one. */
    access?: AccessRule;
    /** The write names the version it changes, by `If-Match`. */
    ifMatch?: boolean;
    /** The answer holds a secret: it is not kept for repeated requests. */
    secretAnswer?: boolean;
    /** A POST that changes nothing: no audit entry, no idempotency key. */
    readOnly?: boolean;
  }

  interface FastifyRequest {
    /** Set for every rule but `public`. */
    principal: Principal;
    /** Set for rules about a course. */
    course: CourseAccess & { found: Course };
    /**
     * Finds out anew who sent the request and what they may see, for answers that last; sets `principal` and `course`.
     * Fails like a new request when they may no longer.
     */
    decideAgain(): Promise<void>;
    /** Set by `config.ifMatch`. */
    expectedVersion: number;
    /** Collected from `audit`. */
    auditNote: AuditNote;
    audit(note: AuditNote): void;
  }
}
