import type { HandInWay } from '../submissions/hand-in.ts';

/** What a learner is graded by in one repository: a whole course, or the settings of the deployment. */
export interface CourseRules extends RepositoryRules {
  /** ULID; of the default course where no other has the repository. */
  courseId: string;
  /** IANA name of the zone of its deadlines. */
  timeZone: string;
}

/** What a course file, or the settings of the deployment, say of a repository. */
export interface RepositoryRules {
  /** In the order in which they are shown. */
  languages: readonly ['ja' | 'en', ...('ja' | 'en')[]];
  /** Conclusion of a check run that could not be graded. */
  notGraded: 'neutral' | 'action_required';
  drafts: 'ignore' | 'grade';
  gradedBy: 'pull-request' | 'push';
  /** What hands work in. */
  handIn: HandInWay;
  /** Folders that hold an exercise whatever their name, longest path first. */
  folders: readonly { path: string; exercise: string }[];
  /** The exercise that the whole repository is about. */
  repositoryExercise?: string;
  /** The exercises of the course; all there are unless told. */
  only?: ReadonlySet<string>;
  /** Gradings of one exercise that count within 24 hours. */
  attemptsPerDay?: number;
  /** Seconds between two requests to grade the same exercise again. */
  coolDownSeconds: number;
  /** Whether learners must stand in the roster of the course with this id, the instructor repository's. */
  enrolledIn?: number;
  /** Ids of the GitHub accounts that the course file names as staff. */
  staff?: ReadonlySet<number>;
  /** Whether a teacher must allow the first pull request of somebody from a fork. */
  firstForks: 'grade' | 'ask';
}
