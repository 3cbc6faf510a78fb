import Type from 'typebox';
import { EVIDENCE_KINDS, type EvidenceKind } from '../../domain/submissions/run-evidence.ts';

const facts = {
  kind: Type.Enum([...EVIDENCE_KINDS]),
  isComplete: Type.Boolean({ description: 'False when something was left out for its size, or is missing.' }),
  missing: Type.Optional(Type.String({ description: 'Why there is nothing.' })),
  createdAt: Type.String({ format: 'date-time' }),
};

export const RunParams = Type.Object({ id: Type.String({ pattern: '^[0-9A-Z]{26}$' }) });

export const EvidenceParams = Type.Object({
  id: Type.String({ pattern: '^[0-9A-Z]{26}$' }),
  kind: Type.Enum([...EVIDENCE_KINDS]),
});

export const EvidenceBody = Type.Object({
  ...facts,
  bytes: Type.Integer({ description: 'Of JSON, before compression.' }),
  items: Type.Integer(),
});

const submittedFile = Type.Object({
  path: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String({
    description: 'Of the file as it was graded, before values of Secrets were taken out.',
  }),
  text: Type.String(),
});

const log = Type.Object({
  pod: Type.String(),
  container: Type.String(),
  previous: Type.Boolean({ description: 'Of the run before the last restart.' }),
  text: Type.String(),
});

const event = Type.Object({
  at: Type.String(),
  type: Type.String({ description: 'Normal or Warning.' }),
  object: Type.String({ description: 'Such as Pod/web-0.' }),
  reason: Type.String(),
  message: Type.String(),
  count: Type.Integer(),
});

const request = Type.Object({
  at: Type.String(),
  user: Type.String(),
  verb: Type.String(),
  resource: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  code: Type.Optional(Type.Integer({ description: 'HTTP status of the answer.' })),
  reason: Type.Optional(Type.String({ description: 'Why it was refused, or which right allowed it.' })),
});

const timing = Type.Object({ phase: Type.String(), durationMs: Type.Number() });

const kubernetesObject = Type.Record(Type.String(), Type.Unknown(), {
  description: 'As the API server gave it; of Secrets the names and lengths of their values.',
});

function evidenceOf<Kind extends EvidenceKind, Item extends Type.TSchema>(kind: Kind, item: Item) {
  return Type.Object({ ...facts, kind: Type.Literal(kind), items: Type.Array(item) });
}

/** What the items are depends on the kind; docs/evidence.md says it in words. */
export const EvidenceContentBody = Type.Union([
  evidenceOf('manifests', submittedFile),
  evidenceOf('objects', kubernetesObject),
  evidenceOf('events', event),
  evidenceOf('logs', log),
  evidenceOf('audit', request),
  evidenceOf('timing', timing),
]);
