import Type from 'typebox';
import { exerciseName } from './exercise-name.ts';

/** `.saiten/roster.yaml`: who takes part. GitHub's id counts, because a login can change. */
export const RosterFile = Type.Object(
  {
    learners: Type.Array(
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
          name: Type.Optional(
            Type.String({ maxLength: 200, title: 'a text', description: 'For readers; not compared.' }),
          ),
        },
        { additionalProperties: false, title: 'a mapping with id' },
      ),
      { maxItems: 10_000, title: 'a list of learners', description: 'Everybody who is graded.' },
    ),
    teams: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({
              minLength: 1,
              maxLength: 100,
              pattern: '^(?!\\s)[^\\u0000-\\u001f\\u007f]+(?<!\\s)$',
              title: 'a name without blanks at its ends',
              description: 'Shown with the results.',
            }),
            members: Type.Array(
              Type.Integer({ minimum: 1, title: 'the number of a GitHub account among `learners`' }),
              {
                minItems: 1,
                maxItems: 50,
                uniqueItems: true,
                title: 'a list of different numbers of GitHub accounts',
                description: 'Who hands in together, by number; each stands among `learners` too.',
              },
            ),
            exercises: Type.Optional(
              Type.Array(exerciseName, {
                minItems: 1,
                maxItems: 200,
                title: 'a list of exercises',
                description: 'Where the team hands in together; everywhere when left out.',
              }),
            ),
          },
          { additionalProperties: false, title: 'a mapping with name and members' },
        ),
        {
          maxItems: 5000,
          title: 'a list of teams',
          description: 'Learners who hand in together: what one hands in counts for each.',
        },
      ),
    ),
  },
  { additionalProperties: false, title: 'a mapping with learners', description: 'The roster of a course.' },
);
export type RosterFile = Type.Static<typeof RosterFile>;
