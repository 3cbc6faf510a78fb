import type { GradebookExercise, GradebookLearner } from '../../domain/grades/gradebook.ts';
import type { LmsIdentity } from '../../domain/courses/lms-identity.ts';

/** A learner of the gradebook, and how a learning management system knows them. */
export interface ExportedLearner extends GradebookLearner {
  lms: LmsIdentity;
}

/** How a gradebook is written; the same grades give the same bytes. */
export interface GradebookFormat {
  contentType: string;
  head(exercises: readonly GradebookExercise[]): string;
  /** Nothing for a learner who has no place in this format. `isFirst` of those that were written. */
  learner(learner: ExportedLearner, exercises: readonly GradebookExercise[], isFirst: boolean): string;
  tail(): string;
}
