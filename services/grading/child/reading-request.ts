import Type from 'typebox';
import { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';
import { Finding } from '../../../graders/contract/finding.ts';
import { MessageCatalogue } from '../../../graders/contract/message-catalogue.ts';
import { SUBMISSION_LIMITS } from '../../../graders/submission/submission-limits.ts';

/** What the reading process gets on standard input. */
export const ReadingRequest = Type.Object(
  {
    definition: ExerciseDefinition,
    /** In the order in which a message id is looked up. */
    catalogues: Type.Array(MessageCatalogue),
    /** Path relative to the exercise folder to bytes in base64. */
    files: Type.Record(Type.String(), Type.String()),
    /** Folder to what Kustomize made of it; empty in the first reading. */
    rendered: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
);
export type ReadingRequest = Type.Static<typeof ReadingRequest>;

/** What it finds; everything else of a reading is made again where it is needed. */
export const ReadingAnswer = Type.Object(
  {
    problems: Type.Array(Finding, { maxItems: SUBMISSION_LIMITS.problems }),
    notes: Type.Array(Finding, { maxItems: SUBMISSION_LIMITS.problems }),
    /** Folders that Kustomize must render. */
    kustomizations: Type.Array(Type.String({ maxLength: 1000 }), {
      maxItems: SUBMISSION_LIMITS.kustomizations,
    }),
    /** Files and folders that kustomizations name. */
    references: Type.Array(Type.String({ maxLength: 1000 }), {
      maxItems: SUBMISSION_LIMITS.kustomizeInputs,
    }),
  },
  { additionalProperties: false },
);
export type ReadingAnswer = Type.Static<typeof ReadingAnswer>;
