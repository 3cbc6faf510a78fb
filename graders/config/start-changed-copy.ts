import { PatchStrategy, setHeaderOptions, type V1Container, type V1PodSpec } from '@kubernetes/client-node';
import { apiAnswer } from '../cluster-access/api-answer.ts';
import { eventually } from '../core/eventually.ts';
import type { GraderContext } from '../core/grader-context.ts';
import type { DrawnWords } from '../submission/draw-words.ts';
import { replaceWords } from '../submission/replace-words.ts';
import type { KubernetesManifest, SubmittedObject } from '../submission/submitted-files.ts';
import { changedSpec, type SpecChange, type ValueSource } from './changed-spec.ts';
import type { Revision } from '../workloads/replica-sets.ts';
import { withoutLabels } from '../objects/without-labels.ts';
import { withoutTrailing } from '../text/without-trailing.ts';

export interface CopyOptions {
  /** The revision whose pods are copied. */
  revision: Pick<Revision, 'name' | 'replicaSet'>;
  /** The objects as they were applied: those that the pods have their values from are copied too. */
  objects: readonly SubmittedObject[];
  /** Where values are changed; the other source stays as it is. */
  source: ValueSource;
  words: DrawnWords;
}

/** A pod that does what a learner's pods do, with other values, and that no Service and no controller knows. */
export interface ChangedCopy {
  /** Its address, undefined until it has one. */
  address(): Promise<string | undefined>;
  /** Writes the ConfigMaps that were made for it anew, from the learner's and with other words. */
  change(words: DrawnWords): Promise<void>;
  /** Removes it with all that was made for it. Never throws: the namespace goes anyway. */
  remove(): Promise<void>;
}

/** An object of the learner's, and the name of its copy. */
interface Source {
  object: SubmittedObject;
  name: string;
}

/** Small enough to find room where the learner's pods leave none. */
const REQUESTS = { cpu: '1m', memory: '1Mi' };
const REFUSALS = [400, 403, 413, 422];

/**
 * Starts, as the learner, a copy of a Deployment's pod with other values than the learner's. What it serves shows where the value
 * comes from: a pod that has it from anywhere else cannot know the new one. Throws a Mismatch `copy-refused`
 * when the API server does not take it.
 */
export async function startChangedCopy(context: GraderContext, options: CopyOptions): Promise<ChangedCopy> {
  const { namespace, cluster } = context;
  const { core, objects: api } = cluster.learner;
  const { revision, objects, source, words } = options;
  const template = revision.replicaSet.spec?.template;
  if (!template?.spec) throw new Error(`ReplicaSet ${revision.name} has no pod template`);
  const suffix = Array.from({ length: 5 }, () => Math.floor(context.random() * 36).toString(36)).join('');
  const name = nameWith(revision.name, suffix);

  const sources = new Map<string, Source>();

  const change: SpecChange = {
    rename: (kind, original) => {
      const object = objects.findLast(({ value }) => value.kind === kind && value.metadata.name === original);
      if (object === undefined) return original;
      const copied = { object, name: nameWith(original, suffix) };
      sources.set(`${kind} ${original}`, copied);
      return copied.name;
    },
    replace: (text) => replaceInText(text, words),
  };

  const changed = changedSpec(template.spec, source, change, template.metadata);
  const { annotations, spec } = withoutLabels({ ...template, spec: changed });
  const bodies = [...sources.values()].map((one) => bodyOf(one, namespace, words));
  for (const body of bodies) await taken(context, name, () => api.create(body));

  await taken(context, name, () =>
    core.createNamespacedPod({ namespace, body: { metadata: { name, annotations }, spec: movable(spec) } }),
  );

  return {
    address: async () => (await core.readNamespacedPod({ namespace, name })).status?.podIP,
    change: async (others) => {
      for (const one of sources.values()) {
        const { kind, metadata, data, binaryData } = bodyOf(one, namespace, others);
        if (kind !== 'ConfigMap') continue;

        await core.patchNamespacedConfigMap(
          { namespace, name: metadata.name, body: { data, binaryData } },
          setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
        );
      }
    },
    remove: async () => {
      await core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 }).catch(() => undefined);
      for (const body of bodies) await api.delete(body).catch(() => undefined);
    },
  };
}

/** Creates something once, however often it has to be asked for. */
async function taken(context: GraderContext, name: string, create: () => Promise<unknown>): Promise<void> {
  const attempt = () =>
    create().catch((error: unknown) => {
      const { code, reason, message } = apiAnswer(error) ?? {};
      if (reason === 'AlreadyExists') return;
      if (code === undefined || !REFUSALS.includes(code)) throw error;
      throw context.mismatch('copy-refused', { name }, { found: message ?? `HTTP status ${code}` });
    });

  await eventually(context, attempt, { within: 5_000, every: 500 });
}

function bodyOf({ object, name }: Source, namespace: string, words: DrawnWords): KubernetesManifest {
  const value = replaceWords([object], words)[0]?.value ?? object.value;
  return { ...value, metadata: { name, namespace }, immutable: false };
}

/** The specification without what could keep one more pod from being placed. */
function movable(spec: V1PodSpec): V1PodSpec {
  const light = (container: V1Container): V1Container => ({
    ...container,
    resources: { ...container.resources, requests: REQUESTS },
  });

  const copy = { ...spec, containers: spec.containers.map(light) };
  if (spec.initContainers) copy.initContainers = spec.initContainers.map(light);
  delete copy.affinity;
  delete copy.topologySpreadConstraints;
  return copy;
}

function replaceInText(text: string, words: DrawnWords): string {
  const value = { apiVersion: '', kind: '', metadata: { name: '' }, text };
  const [replaced] = replaceWords([{ file: '', value, positionOf: () => ({ file: '', line: 1 }) }], words);
  const found = replaced?.value['text'];
  return typeof found === 'string' ? found : text;
}

/** A name like those that controllers make. */
function nameWith(name: string, suffix: string): string {
  return `${withoutTrailing(name.slice(0, 200), '.-')}-${suffix}`;
}
