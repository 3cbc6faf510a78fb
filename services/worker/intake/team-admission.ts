import type { AttemptLimits } from '../../domain/grades/attempt-limits.ts';
import type { CourseRules } from '../../domain/courses/course-rules.ts';
import type { RefusedExercise } from '../../domain/submissions/notice.ts';
import type { Team, TeamMember } from '../../domain/courses/team.ts';
import { admission, type AdmissionSource } from './admission.ts';

export interface TeamSource {
  /** The team in which a learner hands in an exercise; undefined for who hands in alone. */
  of(learner: { courseId: string; exercise: string; githubId: number }): Promise<Team | undefined>;
}

/** By whom an exercise may be handed in now, and how often at most; or why it may not. */
export type TeamAdmission =
  | { limits: AttemptLimits; team?: undefined; refusal?: undefined }
  | {
      team: { name: string; members: readonly (TeamMember & { limits?: AttemptLimits })[] };
      limits?: undefined;
      refusal?: undefined;
    }
  | { refusal: RefusedExercise; limits?: undefined; team?: undefined };

/**
 * As `admission`, for an author who may be in a team. A team may hand in while one of its members may: each grade goes by
 * the member's own terms anyway. An attempt of the team is one of every member, so that nobody gets more by a team.
 */
export async function teamAdmission(
  store: AdmissionSource & { teams: TeamSource },
  { authorId, exercise }: { authorId: number; exercise: string },
  rules: Pick<CourseRules, 'courseId' | 'attemptsPerDay' | 'coolDownSeconds'>,
  times: { submittedAt: Date; now: Date },
): Promise<TeamAdmission> {
  const team = await store.teams.of({ courseId: rules.courseId, exercise, githubId: authorId });
  if (team === undefined) return admission(store, { authorId, exercise }, rules, times);

  const asked = await Promise.all(
    team.members.map(async (member) => ({
      member,
      ...(await admission(store, { authorId: member.githubId, exercise }, rules, times)),
    })),
  );

  const refusals = asked.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  const used = refusals.find(({ reason }) => reason === 'no-attempt-left' || reason === 'attempts-used');
  const refusal = used ?? (refusals.length === asked.length ? refusals[0] : undefined);
  if (refusal !== undefined) return { refusal };
  return {
    team: {
      name: team.name,
      members: asked.map(({ member, limits }) => ({ ...member, ...(limits !== undefined && { limits }) })),
    },
  };
}
