import { ApiException } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { applyVersion } from '../../../../exercises/02-deployment-rollout/apply-version.ts';
import type { State } from '../../../../exercises/02-deployment-rollout/state.ts';
import type { KubernetesManifest } from '../../../../graders/submission/submitted-files.ts';
import { submittedObject } from '../../../support/builders/submitted-object.ts';
import { contextOn } from '../../graders/workloads/fake-namespace.ts';

const web = submittedObject({ kind: 'Deployment', spec: { env: 'v1' } });
const service = submittedObject({ kind: 'Service' });
const budget = submittedObject({ kind: 'PodDisruptionBudget' });
const front = submittedObject({ kind: 'Deployment', name: 'front' });
const config = submittedObject({ kind: 'ConfigMap', name: 'page' });

/** Applies to an API server that refuses some kinds. */
async function applied(objects: (typeof web)[], refusedKinds: string[] = []) {
  const sent: KubernetesManifest[] = [];
  const context = contextOn({ deployment: {}, replicaSets: [], pods: [], patches: [] });

  const api = {
    apply: async (manifest: KubernetesManifest) => {
      sent.push(manifest);
      if (refusedKinds.includes(manifest.kind))
        throw new ApiException(400, 'refused', { reason: 'BadRequest', message: 'no' }, {});
    },
  };

  Object.assign(context.cluster.learner, { config: { makeApiClient: () => api } });
  const state: Pick<State, 'words' | 'budgets'> = { words: new Map([['v1', 'v11111111']]), budgets: [] };
  const submission = { paths: [], documents: () => [], objects: () => objects };
  const notes = await applyVersion({ ...context, submission }, state, 'v1/');
  return { sent, notes: notes.map(({ message }) => message.id), budgets: state.budgets };
}

describe('applyVersion', () => {
  it('applies everything but other workloads, with the drawn words', async () => {
    const { sent, notes } = await applied([web, service, budget, config, front]);

    expect(sent.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ConfigMap page',
      'Deployment web',
      'PodDisruptionBudget web',
      'Service web',
    ]);

    expect(sent).toContainEqual(expect.objectContaining({ spec: { env: 'v11111111' } }));
    expect(notes).toEqual(['workload-not-started']);
  });

  it('leaves a refused budget to the check on budgets', async () => {
    const { sent, notes, budgets } = await applied([web, budget], ['PodDisruptionBudget']);
    expect(sent.map(({ kind }) => kind)).toContain('Deployment');
    expect(budgets).toMatchObject([{ message: { id: 'apply-refused' } }]);
    expect(notes).toEqual([]);
  });

  it('tells of another refused object without failing for it', async () => {
    const { sent, notes } = await applied([web, config], ['ConfigMap']);
    expect(sent.map(({ kind }) => kind)).toContain('Deployment');
    expect(notes).toEqual(['apply-refused']);
  });

  it('fails for a refused Deployment', async () => {
    await expect(applied([web], ['Deployment'])).rejects.toMatchObject({
      findings: [{ message: { id: 'apply-refused' } }],
    });
  });
});
