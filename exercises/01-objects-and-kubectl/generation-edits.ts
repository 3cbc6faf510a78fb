import type { KubernetesManifest } from '../../graders/submission/submitted-files.ts';
import type { ApplyOwn } from './apply-own.ts';

interface GenerationEdit {
  id: string;
  kind: 'Deployment' | 'ConfigMap';
  edit(manifest: KubernetesManifest): KubernetesManifest;
}

/** The edits of the README, in its order. */
export const GENERATION_EDITS: readonly GenerationEdit[] = [
  {
    id: 'label-added',
    kind: 'Deployment',
    edit: (manifest) => ({ ...manifest, metadata: { ...manifest.metadata, labels: { reviewed: 'yes' } } }),
  },
  { id: 'replicas-changed', kind: 'Deployment', edit: (manifest) => withSpec(manifest, { replicas: 3 }) },
  {
    id: 'image-changed',
    kind: 'Deployment',
    edit: (manifest) => withSpec(manifest, { template: template(manifest.metadata.name, 'app:2') }),
  },
  {
    id: 'rollout-restarted',
    kind: 'Deployment',
    edit: (manifest) =>
      withSpec(manifest, {
        template: template(manifest.metadata.name, 'app:1', {
          'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z',
        }),
      }),
  },
  { id: 'applied-again', kind: 'Deployment', edit: (manifest) => manifest },
  {
    id: 'config-map-changed',
    kind: 'ConfigMap',
    edit: (manifest) => ({ ...manifest, data: { color: 'green' } }),
  },
];

/** What `metadata.generation` was before and after an edit; objects without one count as 0. */
interface SeenGeneration {
  before: number;
  after: number;
}

/** Makes an object of the edit's kind, edits it, and says what became of its generation. */
export async function performEdit(
  applyOwn: ApplyOwn,
  { kind, edit }: GenerationEdit,
  name: string,
): Promise<SeenGeneration> {
  const manifest = kind === 'ConfigMap' ? configMap(name) : deployment(name);
  const before = await applyOwn(manifest);
  const after = await applyOwn(edit(manifest));
  return { before: before.metadata?.generation ?? 0, after: after.metadata?.generation ?? 0 };
}

function configMap(name: string): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { color: 'blue' } };
}

/** Paused: only the edit itself changes it, and no pod ever starts. */
function deployment(name: string): KubernetesManifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      paused: true,
      replicas: 1,
      selector: { matchLabels: { deployment: name } },
      template: template(name, 'app:1'),
    },
  };
}

function template(name: string, image: string, annotations: Record<string, string> = {}) {
  return {
    metadata: { labels: { deployment: name }, annotations },
    spec: { containers: [{ name: 'app', image: `registry.example/${image}` }] },
  };
}

function withSpec(manifest: KubernetesManifest, change: Record<string, unknown>): KubernetesManifest {
  return { ...manifest, spec: { ...(manifest['spec'] as Record<string, unknown>), ...change } };
}
