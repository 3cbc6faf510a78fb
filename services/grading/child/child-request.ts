import Type from 'typebox';
import { ExerciseDefinition } from '../../../graders/contract/exercise-definition.ts';

/** What the grading process gets on standard input first, as one JSON document on a line. */
export const ChildRequest = Type.Object(
  {
    definition: ExerciseDefinition,
    /** Path relative to the exercise folder to text. */
    files: Type.Record(Type.String(), Type.String()),
    /** Folder to what Kustomize made of it. */
    rendered: Type.Record(Type.String(), Type.String()),
    kubeconfig: Type.String(),
    namespace: Type.String(),
    graderNamespace: Type.String(),
    /** The seed of the run's nonce and random numbers; leaves the grading process in no form. */
    nonce: Type.String({ pattern: '^[a-z0-9]{6,}$' }),
    kubernetesVersion: Type.String(),
    /** Absolute path of the cluster's own kubectl. */
    kubectlPath: Type.String({ pattern: '^/' }),
    timeLimitSeconds: Type.Number({ exclusiveMinimum: 0 }),
  },
  { additionalProperties: false },
);
export type ChildRequest = Type.Static<typeof ChildRequest>;
