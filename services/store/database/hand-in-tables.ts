import type { ColumnType } from 'kysely';

/** The part of `Tables` that is about handing in: together, and by more than a push. */
export interface HandInTables {
  /** As the roster has them now. */
  team_members: {
    course_id: string;
    team: string;
    github_id: number;
    /** Null: for every exercise. */
    exercises: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  };
  /** For whom a submission with a `team` counts, its author among them. */
  submission_members: { submission_id: string; github_id: number; login: string };
  /** What was handed in by a command or a tag. */
  hand_ins: {
    repository_id: number;
    pull_number: number;
    head_sha: string;
    exercise: string;
    folder: string;
    at: Date;
  };
  /** When a commit was first heard of as the head of a pull request or a branch. */
  heads: { repository_id: number; number: number; head_sha: string; heard_at: Date };
}
