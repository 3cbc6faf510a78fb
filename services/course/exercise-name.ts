import Type from 'typebox';

/** The name of an exercise in the files of a course. */
export const exerciseName = Type.String({
  pattern: '^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$',
  title: 'the name of an exercise, such as 02-batch-jobs',
});
