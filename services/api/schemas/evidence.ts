import Type from 'typebox';
import { EVIDENCE_KINDS } from '../../domain/run-evidence.ts';

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

export const EvidenceContentBody = Type.Object({
  ...facts,
  items: Type.Array(Type.Unknown(), {
    description: 'What they are depends on the kind; see docs/evidence.md.',
  }),
});
