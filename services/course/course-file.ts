import Type from 'typebox';
import { HAND_IN_WAYS } from '../domain/submissions/hand-in.ts';
import { exerciseName } from './exercise-name.ts';

const path = Type.String({
  pattern: '^(?!/)(?!.*(^|/)\\.\\.(/|$))[^\\u0000-\\u001f\\\\]+(?<!/)$',
  title: 'a folder, such as week2/jobs, without a slash at its ends',
});

/** `.saiten/course.yaml` in the repository of the instructors. Descriptions are shown by editors. */
export const CourseFile = Type.Object(
  {
    version: Type.Literal(1, { title: '1', description: 'The form of this file.' }),
    languages: Type.Optional(
      Type.Array(Type.Enum(['ja', 'en'], { title: 'ja or en' }), {
        minItems: 1,
        maxItems: 2,
        uniqueItems: true,
        title: 'a list of ja and en',
        description: 'Languages of comments and checks, the first one shown first.',
      }),
    ),
    repositories: Type.Array(
      Type.Object(
        {
          match: Type.String({
            pattern: '^[A-Za-z0-9._*-]+$',
            title: 'a repository name without its owner, * for any characters',
            description: 'Name of repositories of the same owner; `*` stands for any characters.',
          }),
          gradedBy: Type.Optional(
            Type.Enum(['pull-request', 'push'], {
              title: 'pull-request or push',
              description: '`push`: every push to the default branch is graded, without pull requests.',
            }),
          ),
          exercise: Type.Optional({
            ...exerciseName,
            description: 'The one exercise of these repositories; their files stand at the root.',
          }),
        },
        {
          additionalProperties: false,
          title: 'a mapping with match',
        },
      ),
      {
        minItems: 1,
        maxItems: 100,
        title: 'a list with at least one repository pattern',
        description: 'Which repositories belong to the course. The first match counts.',
      },
    ),
    exercises: Type.Optional(
      Type.Array(
        Type.Object(
          { name: exerciseName, folder: Type.Optional(path) },
          { additionalProperties: false, title: 'a mapping with name' },
        ),
        {
          minItems: 1,
          maxItems: 200,
          title: 'a list of exercises',
          description:
            'The exercises of the course, and where their files are if the folder is not named like the exercise. All exercises unless told.',
        },
      ),
    ),
    notGraded: Type.Optional(
      Type.Enum(['neutral', 'action_required'], {
        title: 'neutral or action_required',
        description:
          'Conclusion of a check that could not be graded. `neutral` satisfies a required check, `action_required` does not.',
      }),
    ),
    drafts: Type.Optional(
      Type.Enum(['ignore', 'grade'], {
        title: 'ignore or grade',
        description: 'What happens with draft pull requests.',
      }),
    ),
    handIn: Type.Optional(
      Type.Enum([...HAND_IN_WAYS], {
        title: 'push, command or tag',
        description:
          'What hands work in: every push, `/submit` on the pull request, or a tag such as `submit/02-batch-jobs`.',
      }),
    ),
    attempts: Type.Optional(
      Type.Object(
        {
          perDay: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 1000,
              title: 'a whole number from 1 to 1000',
              description: 'How often one exercise is graded for one learner within 24 hours.',
            }),
          ),
          coolDown: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 86_400,
              title: 'seconds from 0 to 86400',
              description: 'Seconds between two `/regrade` of one exercise.',
            }),
          ),
        },
        { additionalProperties: false, title: 'a mapping with perDay and coolDown' },
      ),
    ),
    roster: Type.Optional(
      Type.Enum(['open', 'enrolled'], {
        title: 'open or enrolled',
        description: '`enrolled`: only who stands in `.saiten/roster.yaml` is graded.',
      }),
    ),
    staff: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.Integer({
              minimum: 1,
              title: 'the number of a GitHub account, which https://api.github.com/users/LOGIN shows as id',
              description: 'Number of the GitHub account.',
            }),
            login: Type.Optional(
              Type.String({ maxLength: 100, title: 'a text', description: 'For readers; not compared.' }),
            ),
          },
          { additionalProperties: false, title: 'a mapping with id' },
        ),
        {
          maxItems: 1000,
          title: 'a list of staff',
          description:
            'Who may write `/ok-to-grade`, and `/regrade` without limits, besides members with a role of staff.',
        },
      ),
    ),
    firstForks: Type.Optional(
      Type.Enum(['grade', 'ask'], {
        title: 'grade or ask',
        description:
          '`ask`: the first pull request of somebody from a fork waits for `/ok-to-grade` of a teacher.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'a mapping with version and repositories',
    description: 'A course of Saiten.',
  },
);
export type CourseFile = Type.Static<typeof CourseFile>;
