import Type from 'typebox';
import { CHECK_STATUSES } from '../../../graders/contract/check-result.ts';

export const Quartiles = Type.Object({ lower: Type.Number(), median: Type.Number(), upper: Type.Number() });

const summary = {
  exercise: Type.String(),
  runs: Type.Integer({ description: 'Gradings, those included that could not be judged.' }),
  notGraded: Type.Integer({ description: 'Those that could not be judged, by no fault of the learner.' }),
  learners: Type.Integer(),
  passedLearners: Type.Integer(),
  attemptsToPass: Type.Optional(Quartiles),
  secondsToPass: Type.Optional(
    Type.Object(Quartiles.properties, {
      description: 'From the first submission to the end of the first run that passed.',
    }),
  ),
  clusterSeconds: Type.Object(
    { total: Type.Number(), perRun: Type.Optional(Quartiles) },
    { description: 'For which runs had a cluster or waited for one to be made.' },
  ),
};

export const CourseStatistics = Type.Object({ items: Type.Array(Type.Object(summary)), next: Type.Null() });

export const ExerciseStatisticsBody = Type.Object({
  ...summary,
  checks: Type.Array(
    Type.Object({
      checkId: Type.String(),
      counts: Type.Object(
        Object.fromEntries(CHECK_STATUSES.map((status) => [status, Type.Integer()])) as Record<
          (typeof CHECK_STATUSES)[number],
          Type.TInteger
        >,
      ),
      passRate: Type.Optional(
        Type.Number({ description: 'From 0 to 1, of the runs in which it passed or failed.' }),
      ),
      mismatches: Type.Array(
        Type.Object({ code: Type.String(), count: Type.Integer(), exampleRunId: Type.String() }),
        { description: 'Why it failed, the commonest first.' },
      ),
      underReview: Type.Boolean({ description: 'It takes no points from anybody.' }),
    }),
  ),
  scores: Type.Array(Type.Integer(), {
    description: "Learners by their best run's percentage: below 10, below 20, … up to 100.",
  }),
  phases: Type.Array(Type.Object({ phase: Type.String(), durationMs: Quartiles })),
});

export const ExerciseParams = Type.Object({
  course: Type.String({ maxLength: 63, description: 'The slug of the course, or its id.' }),
  exercise: Type.String({ maxLength: 100 }),
});
