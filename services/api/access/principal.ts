import type { Role } from '../../domain/courses/role.ts';

/** Who sent a request. */
export interface Principal {
  /** For the audit log: `operator`, `github:LOGIN` or `token:NAME`. */
  actor: string;
  /** The same for all requests of one caller: whose idempotency keys and rate limit these are. */
  id: string;
  kind: 'operator' | 'token' | 'session';
  /** The person behind it; absent for the operator and the operator's tokens. */
  githubId?: number;
  login?: string;
  /** Of a token. */
  tokenId?: string;
  /** What a token reaches at most. Absent: as far as the person. */
  limit?: { role: Role; courseId?: string };
}

/** What a request may see of a course, as the rule of its route has found. */
export interface CourseAccess {
  courseId: string;
  role: Role;
  /** Set for a learner: show and change nothing but what belongs to this GitHub id. */
  onlyOf?: number;
}
