import type { Localized } from '../../../graders/contract/localized.ts';

/** Which of several graded submissions counts. */
export const GRADE_POLICIES = ['best', 'latest'] as const;
export type GradePolicy = (typeof GRADE_POLICIES)[number];

/** Whether learners see their results at once, or when staff release them. */
export const RESULT_VISIBILITIES = ['released', 'held'] as const;
export type ResultVisibility = (typeof RESULT_VISIBILITIES)[number];

/** A course with everything that holds for all of it. */
export interface Course {
  /** ULID. */
  courseId: string;
  /** Its name in addresses. */
  slug: string;
  title: Localized;
  /** Such as `2026 spring`. */
  term?: string;
  /** Of deadlines, an IANA name such as `Asia/Tokyo`. */
  timeZone: string;
  /** The repository with the course file; absent for a course that is steered by the API alone. */
  repositoryId?: number;
  gradePolicy: GradePolicy;
  results: ResultVisibility;
  /** Days for which evidence is kept; absent: as long as the setting `SAITEN_RETENTION_DAYS` says. */
  retentionDays?: number;
  /** Counts the changes; a writer names the one it has seen. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The course of everything that belongs to no course file. Always there, with the slug `default`. */
export const DEFAULT_COURSE_ID = '00000000000000000000000000';
