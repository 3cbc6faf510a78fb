import Type, { type Static } from 'typebox';
import {
  STAFF_EVIDENCE,
  type EvidenceKind,
  type RunVisibility,
} from '../../domain/submissions/run-evidence.ts';
import { courseAccess } from '../access/access-rule.ts';
import type { CourseAccess } from '../access/principal.ts';
import { notFound } from '../api-problem.ts';
import { EvidenceBody, EvidenceContentBody, EvidenceParams, RunParams } from '../schemas/evidence.ts';
import type { TypedInstance } from '../typed-instance.ts';

interface Kept {
  kind: EvidenceKind;
  bytes: number;
  items: number;
  isComplete: boolean;
  missing?: string;
  createdAt: Date;
}

export interface EvidenceNeeds {
  evidence: {
    list(runId: string): Promise<Kept[]>;
    get(runId: string, kind: EvidenceKind): Promise<(Kept & { content: unknown[] }) | undefined>;
    visibility(runId: string): Promise<RunVisibility | undefined>;
  };
}

/** What runs left behind. Learners see their own, when the result is released, without what belongs to staff. */
export function addEvidenceRoutes(app: TypedInstance, { evidence }: EvidenceNeeds): void {
  const access = courseAccess('read-only', { own: true, through: 'run' });

  app.get(
    '/runs/:id/evidence',
    {
      config: { access },
      schema: {
        operationId: 'listEvidence',
        summary: 'The kinds of evidence that a run has; none once their time is over',
        params: RunParams,
        response: { 200: Type.Object({ items: Type.Array(EvidenceBody), next: Type.Null() }) },
      },
    },
    async ({ params: { id }, course }) => {
      await requireReleased(id, course);
      const kept = await evidence.list(id);
      return { items: kept.filter(({ kind }) => mayShow(kind, course)).map(toBody), next: null };
    },
  );

  app.get(
    '/runs/:id/evidence/:kind',
    {
      config: { access },
      schema: {
        operationId: 'getEvidence',
        summary: 'One kind of evidence of a run, at most 1 MiB',
        params: EvidenceParams,
        response: { 200: EvidenceContentBody },
      },
      // Up to 1 MiB that was redacted and bounded when it was stored: it goes out as it is.
      serializerCompiler: () => JSON.stringify,
    },
    async ({ params: { id, kind }, course }) => {
      await requireReleased(id, course);
      const kept = mayShow(kind, course) ? await evidence.get(id, kind) : undefined;
      if (kept === undefined) throw notFound(`evidence ${kind} of run ${id}`);
      const { content, bytes: _, ...facts } = kept;
      return {
        ...facts,
        createdAt: kept.createdAt.toISOString(),
        items: content,
      } as Static<typeof EvidenceContentBody>;
    },
  );

  async function requireReleased(id: string, { onlyOf }: CourseAccess): Promise<void> {
    if (onlyOf !== undefined && (await evidence.visibility(id)) !== 'released') throw notFound(`run ${id}`);
  }
}

function mayShow(kind: EvidenceKind, { onlyOf }: CourseAccess): boolean {
  return onlyOf === undefined || !STAFF_EVIDENCE.includes(kind);
}

function toBody({ createdAt, ...facts }: Kept) {
  return { ...facts, createdAt: createdAt.toISOString() };
}
