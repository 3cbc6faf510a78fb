import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyObjects } from '../../../graders/apply/apply-objects.ts';
import { connect } from '../../../graders/cluster-access/connect.ts';
import { createFindingComposer } from '../../../graders/compose-finding.ts';
import { createContext } from '../../../graders/create-context.ts';
import type { GraderContext } from '../../../graders/grader-context.ts';
import { loadKitMessages } from '../../../graders/load-messages.ts';
import { Mismatch } from '../../../graders/mismatch.ts';
import { createRandom } from '../../../graders/random.ts';
import { clusterName } from '../../../services/domain/cluster-name.ts';
import type { ClusterProvider } from '../../../services/domain/cluster.ts';
import { kindEngine, systemClock } from '../../support/kind-engine.ts';
import { kindProvider } from '../../support/kind-provider.ts';
import { faultyManifests } from '../../support/manifests/faulty-manifests.ts';
import { soundManifests } from '../../support/manifests/sound-manifests.ts';
import { submittedObjects } from '../../support/manifests/submitted-objects.ts';

const engine = await kindEngine();
const PREFIX = `t${randomBytes(4).toString('hex')}`;
const NAME = clusterName(PREFIX, 'single', '01r');
const signal = new AbortController().signal;

let dataFolder: string;
let provider: ClusterProvider;
let context: GraderContext;
beforeAll(async () => {
  if (!engine.available) return;
  dataFolder = await mkdtemp(join(tmpdir(), 'saiten-refused-'));
  provider = kindProvider({ prefix: PREFIX, dataFolder, createTimeoutMs: 600_000 });
  const cluster = await provider.create({ name: NAME, profile: 'single', tools: [], signal });
  const space = await cluster.openSpace({ podSecurity: 'baseline', signal });
  const { kubernetesVersion } = cluster;
  const kubectl = () => Promise.reject(new Error('nothing here asks kubectl'));
  context = createContext({
    submission: { paths: [], documents: () => [], objects: () => [] },
    cluster: connect({ kubeconfig: space.kubeconfig, kubernetesVersion, kubectl }),
    namespace: space.namespace,
    graderNamespace: space.graderNamespace,
    seed: 'refused',
    clock: systemClock,
    signal,
    compose: createFindingComposer([loadKitMessages()]),
  });
}, 900_000);
afterAll(async () => {
  if (!engine.available) return;
  await provider.destroy(NAME);
  await rm(dataFolder, { recursive: true, force: true });
});

/** The findings by message and line; empty when the API server takes it, `ours` when the failure is called ours. */
async function outcomeOf(text: string): Promise<string[]> {
  try {
    await applyObjects(context, submittedObjects(text), { dryRun: true });
    return [];
  } catch (error) {
    if (!(error instanceof Mismatch)) return [`ours: ${String(error).slice(0, 300)}`];
    return error.findings.map(({ message, position }) => `${message.id}:${position?.line ?? '?'}`);
  }
}

const pod = (container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: c\n      image: busybox:1.36\n${container}`;

describe.skipIf(!engine.available)('what the API server says of a manifest', () => {
  it.each<[string, string, string[]]>([
    [
      'bare values in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  text: welcome\n  port: 8080\n  debug: true\n',
      ['apply-quotes-missing:6', 'apply-quotes-missing:7'],
    ],
    [
      'an amount with a unit that nobody knows',
      pod('      resources:\n        limits:\n          memory: 1GB\n'),
      ['apply-quantity:10'],
    ],
    [
      'bare values of variables',
      pod('      env:\n        - { name: A, value: true }\n        - { name: B, value: 1 }\n'),
      ['apply-quotes-missing:9', 'apply-quotes-missing:10'],
    ],
    [
      'a variable twice',
      pod('      env:\n        - { name: A, value: "1" }\n        - { name: A, value: "2" }\n'),
      ['apply-duplicate-entry:10'],
    ],
    ['a bare port', pod('      ports:\n        - 80\n'), ['apply-list-entry:9']],
    [
      'two containers of one name',
      pod('    - name: c\n      image: busybox:1.36\n'),
      ['apply-duplicate-entry:8'],
    ],
    [
      'plain text under the data of a Secret',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata:\n  password: correct horse\n',
      ['apply-base64:5'],
    ],
    [
      'half a replica and bare labels',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec:\n  replicas: 1.5\n  selector:\n    matchLabels:\n      app: 1\n' +
        '  template:\n    metadata:\n      labels:\n        app: 1\n    spec:\n      containers: [{ name: c, image: busybox }]\n',
      ['apply-quotes-missing:8', 'apply-quotes-missing:12'],
    ],
    ['an empty entry of a list', pod('      env:\n        -\n'), ['apply-list-entry:9']],
    [
      'an entry without its key',
      pod('      ports:\n        - protocol: TCP\n'),
      expect.not.arrayContaining([expect.stringContaining('ours')]) as string[],
    ],
    [
      'a zero character',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  text: "gree\\0ting"\n',
      expect.not.arrayContaining([expect.stringContaining('ours')]) as string[],
    ],
  ])('is told at the line: %s', async (_name, text, expected) => {
    expect(await outcomeOf(text)).toEqual(expected);
  });

  it('takes every sound manifest', async () => {
    for (const manifest of soundManifests())
      expect([manifest['kind'], ...(await outcomeOf(JSON.stringify(manifest)))]).toEqual([manifest['kind']]);
  });

  it('is the learner’s for each of 600 spoilt manifests of all kinds', async () => {
    const ours: unknown[] = [];
    let refused = 0;
    for (const { manifest, faults } of faultyManifests(createRandom('refused manifests'), 600)) {
      const found = await outcomeOf(JSON.stringify(manifest));
      if (found.length > 0) refused++;
      if (found.some((one) => one.startsWith('ours'))) ours.push({ found, faults });
    }
    expect(ours).toEqual([]);
    expect(refused).toBeGreaterThan(400);
  });
});
