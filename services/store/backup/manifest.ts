import Type from 'typebox';

const Identifier = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** What one entry of the archive must be. */
const Entry = { entry: Type.String(), bytes: Type.Integer({ minimum: 0 }), sha256: Sha256 };

/** The first entry of a backup: what it holds. A reader that finds another `format` must be upgraded. */
export const Manifest = Type.Object(
  {
    format: Type.Literal(1),
    createdAt: Type.String(),
    /** The migrations that the database had: what its tables look like. */
    migrations: Type.Array(Type.String(), { minItems: 1 }),
    /** In the order in which they can be filled: a table comes after those that it references. */
    tables: Type.Array(
      Type.Object(
        {
          name: Identifier,
          columns: Type.Array(Identifier, { minItems: 1 }),
          rows: Type.Integer({ minimum: 0 }),
          ...Entry,
        },
        { additionalProperties: false },
      ),
    ),
    /** The last number that each sequence gave; null for one that gave none. */
    sequences: Type.Array(
      Type.Object(
        { name: Identifier, last: Type.Union([Type.String({ pattern: '^-?[0-9]+$' }), Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
    /** Files of the data folder, by their path in it. */
    files: Type.Array(Type.Object({ path: Type.String(), ...Entry }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type Manifest = Type.Static<typeof Manifest>;
export type BackupTable = Manifest['tables'][number];
