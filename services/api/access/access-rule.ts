import type { Role } from '../../domain/courses/role.ts';

/** Things that belong to a course and whose id stands in the path as `:id`; the app is told how to find each. */
export const LOCATED_THINGS = ['submission', 'run'] as const;
export type LocatedThing = (typeof LOCATED_THINGS)[number];

/**
 * Who may call a route, as its option `config: { access }`:
 *
 * - `public`: anybody.
 * - `signed-in`: anybody we know; the handler answers by `request.principal`.
 * - `operator`: the token of `SAITEN_API_TOKEN` and the operator's tokens for all courses.
 * - `course`: who has at least this role in the course. It is the one named by `:course` of the path, or by `course` of the
 *   query when `courseIn` says so, or that of the thing `:id` when `through` says so. `own` lets learners in too, to what is
 *   theirs: a thing (`through`) or a person of the path (`:githubId`, said by `person`) must be their own; the handler shows
 *   no more than `request.course.onlyOf` allows.
 *
 * Nothing else of a request has a say: see `access-question.ts`. Who has no role in the course is answered 404, like
 * everybody who asks for a course that is not there.
 */
export type AccessRule = { kind: 'public' } | { kind: 'signed-in' } | { kind: 'operator' } | CourseRule;

export interface CourseRule {
  kind: 'course';
  least: Exclude<Role, 'learner'>;
  own: boolean;
  through?: LocatedThing;
  person?: true;
  courseIn?: 'query';
}

/** The rule of a route about a course; see `AccessRule`. */
export function courseAccess(
  least: Exclude<Role, 'learner'>,
  { own = false, ...declared }: { own?: boolean } & Pick<CourseRule, 'through' | 'person' | 'courseIn'> = {},
): CourseRule {
  return { kind: 'course', least, own, ...declared };
}
