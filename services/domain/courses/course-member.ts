import type { Role } from './role.ts';

/** Where a member comes from: written by the API, from the roster file, or an author seen in an open course. */
export type MemberSource = 'api' | 'file' | 'seen';

/** Somebody who takes part in a course. GitHub's id counts: a login can change. */
export interface CourseMember {
  githubId: number;
  login?: string;
  name?: string;
  /** Shown in place of login and name where people must not be known. */
  pseudonym: string;
  role: Role;
  source: MemberSource;
  /** Who is not takes part no more; what was graded stays. */
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}
