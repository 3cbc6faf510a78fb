import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindEngine } from '../../support/kind-engine.ts';
import { laterManifests } from '../../support/manifests/later-manifests.ts';
import { openRefusingCluster, type RefusingCluster } from '../../support/manifests/refusing-cluster.ts';
import { sendFaulty } from '../../support/manifests/send-faulty.ts';
import { soundManifests } from '../../support/manifests/sound-manifests.ts';

const engine = await kindEngine();

let cluster: RefusingCluster;

beforeAll(async () => {
  if (engine.available) cluster = await openRefusingCluster(new AbortController().signal);
}, 900_000);

afterAll(async () => {
  if (engine.available) await cluster.close();
});

/** The findings by message and line; empty when the API server takes it, `ours` when the failure is called ours. */
async function outcomeOf(text: string): Promise<string[]> {
  const outcome = await cluster.outcomeOf(text);
  if ('ours' in outcome) return [`ours: ${String(outcome.ours).slice(0, 300)}`];
  return outcome.findings.map(({ message, position }) => `${message.id}:${position?.line ?? '?'}`);
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
    // The finalizer that the API server gives a PersistentVolume is none that a learner's objects may have.
    const later = laterManifests().filter(({ kind }) => kind !== 'PersistentVolume');
    for (const manifest of [...soundManifests(), ...later])
      expect([manifest['kind'], ...(await outcomeOf(JSON.stringify(manifest)))]).toEqual([manifest['kind']]);
  });

  it('is the learner’s for each of 600 spoilt manifests of all kinds', async () => {
    const { ours, refused } = await sendFaulty(cluster, { seed: 'refused manifests', count: 600 });
    expect(ours).toEqual([]);
    expect(refused).toBeGreaterThan(500);
  });
});
