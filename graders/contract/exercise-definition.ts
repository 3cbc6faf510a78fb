import Type from 'typebox';
import { Localized } from './localized.ts';

const Slug = Type.String({ pattern: '^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$' });
const CheckId = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });

/** The contents of `exercise.yaml`: all that can be said of an exercise without code. */
export const ExerciseDefinition = Type.Object(
  {
    slug: Slug,
    chapter: Type.Integer({ minimum: 0, maximum: 18 }),
    level: Type.Enum(['L1', 'L2', 'L3', 'L4', 'L5']),
    /** Roadmap bullets (`2.1`) and topics of the kind guide (`K3`). */
    covers: Type.Array(Type.String({ pattern: '^(K?[0-9]+)(\\.[0-9]+)?$' }), { minItems: 1 }),
    title: Localized,
    summary: Localized,
    /** Name of the cluster profile. */
    profile: Type.String({ minLength: 1 }),
    /** Extras the cluster must offer: `end-container` lets the grader kill one container from outside. */
    tools: Type.Optional(Type.Array(Type.Enum(['end-container']), { uniqueItems: true })),
    submission: Type.Object(
      {
        /** `manifests`: Kubernetes objects; `kustomize`: may hold kustomization.yaml files; `document`: YAML read by the grader. */
        files: Type.Array(
          Type.Object(
            {
              /** A file (`app.yaml`) or a folder (`v1/`), relative to the exercise folder. */
              path: Type.String({ pattern: '^[A-Za-z0-9._/-]+$' }),
              form: Type.Enum(['manifests', 'kustomize', 'document']),
              required: Type.Optional(Type.Boolean()),
            },
            { additionalProperties: false },
          ),
          { minItems: 1 },
        ),
        /** `apiVersion/kind` of every object a learner may submit, e.g. `apps/v1/Deployment`, `v1/Service`. */
        kinds: Type.Array(Type.String({ pattern: '^([a-z0-9.-]+/)?v[0-9a-z]+/[A-Z][A-Za-z]+$' })),
      },
      { additionalProperties: false },
    ),
    /** Pod Security level of the learner's namespace. */
    podSecurity: Type.Optional(Type.Enum(['baseline', 'restricted'])),
    /** Seconds the grader may take, from the first check to the last. */
    timeLimitSeconds: Type.Integer({ minimum: 10, maximum: 1800 }),
    /** How many fixtures `saiten verify` may grade side by side on one cluster. */
    verifyTogether: Type.Optional(Type.Integer({ minimum: 1, maximum: 16 })),
    checks: Type.Array(
      Type.Object(
        { id: CheckId, points: Type.Integer({ minimum: 0, maximum: 100 }), title: Localized },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 30 },
    ),
  },
  { additionalProperties: false },
);
export type ExerciseDefinition = Type.Static<typeof ExerciseDefinition>;
