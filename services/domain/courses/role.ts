/** What somebody may do in a course, from least to most. Each may do what those before it may, and more. */
export const ROLES = ['learner', 'read-only', 'assistant', 'instructor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Whether the role reaches as far as the least one asked for. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** The lesser of two roles: a token never reaches further than the person who made it. */
export function lesserRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one;
}
