import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { EvidenceContentBody } from '../../../../services/api/schemas/evidence.ts';
import { composeEvidence } from '../../../../services/worker/evidence/compose-evidence.ts';
import { collectEvidence } from '../../../../services/worker/evidence/collect-evidence.ts';

/** Words and numbers that stand in evidence as names of fields, times and counts. */
const HOSTILE = ['path', 'text', 'bytes', 'container', 'message', 'count', 'verb', '1234'];
const read = (...items: unknown[]) => ({ items, isComplete: true });
const at = '2026-11-24T00:00:00Z';

describe('evidence', () => {
  it('has the fields that the description names, whatever Secrets hold', async () => {
    const parts = await collectEvidence(
      {
        files: new Map([['app.yaml', Buffer.from('kind: ConfigMap\n')]]),
        timings: [{ phase: 'grade', durationMs: 1234 }],
        used: {
          sandbox: { namespace: 'exercise-x' },
          cluster: {
            evidence: async () => ({
              secrets: HOSTILE,
              objects: read({ kind: 'ConfigMap', data: { path: 'text' } }),
              events: read({ at, type: 'Normal', object: 'Pod/web', reason: '', message: 'ok', count: 1234 }),
              logs: read({ pod: 'web', container: 'app', previous: false, text: 'listening' }),
            }),
            auditTrail: async () => ({
              entries: [{ at, user: 'learner', verb: 'get', resource: 'pods', code: 1234 }],
              isComplete: true,
            }),
          },
        },
        signal: new AbortController().signal,
      },
      async (material) => composeEvidence(material),
    );

    const wrong = parts.filter(
      (part) => part.items.length === 0 || !Value.Check(EvidenceContentBody, { ...part, createdAt: at }),
    );

    expect(wrong).toEqual([]);
  });
});
