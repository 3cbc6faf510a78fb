import Type from 'typebox';

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
  },
  { additionalProperties: false, title: 'a mapping with learners', description: 'The roster of a course.' },
);
export type RosterFile = Type.Static<typeof RosterFile>;
