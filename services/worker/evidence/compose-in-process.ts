import Type from 'typebox';
import Value from 'typebox/value';
import {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidencePart,
} from '../../domain/submissions/run-evidence.ts';
import type { EvidenceMaterial } from './compose-evidence.ts';

/** Puts evidence together elsewhere; never throws: parts that cannot be had say why. */
export type ComposeEvidence = (material: EvidenceMaterial, signal: AbortSignal) => Promise<EvidencePart[]>;

const EvidenceParts = Type.Array(
  Type.Object(
    {
      kind: Type.Enum([...EVIDENCE_KINDS]),
      items: Type.Array(Type.Unknown()),
      isComplete: Type.Boolean(),
      missing: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  { minItems: EVIDENCE_KINDS.length, maxItems: EVIDENCE_KINDS.length },
);

const TOO_MUCH = 'Reading and redacting it took more time or memory than it may.';

/** @param runConfined Hands material to a process of its own, and returns what that answered. */
export function createEvidenceComposing(
  runConfined: (material: EvidenceMaterial, signal: AbortSignal) => Promise<object>,
): ComposeEvidence {
  return async (material, signal) => {
    try {
      const outcome = await runConfined(material, signal);
      if ('answer' in outcome && Value.Check(EvidenceParts, outcome.answer)) return outcome.answer;
      return EVIDENCE_KINDS.map((kind) => partWithout(kind, TOO_MUCH));
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 500) : TOO_MUCH;
      return EVIDENCE_KINDS.map((kind) => partWithout(kind, reason));
    }
  };
}

function partWithout(kind: EvidenceKind, missing: string): EvidencePart {
  return { kind, items: [], isComplete: false, missing };
}
