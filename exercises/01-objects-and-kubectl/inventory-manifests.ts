import type { KubernetesManifest } from '../../graders/submission/submitted-files.ts';
import type { Inventory, InventoryPod } from './inventory.ts';

/** No scheduler has this name: the pods stay pending and need no image, no node and no time. */
const NO_SCHEDULER = 'none';

/** The objects of an inventory; none of them ever runs anything. */
export function inventoryManifests(inventory: Inventory): KubernetesManifest[] {
  return [
    ...inventory.pods.map(pod),
    ...inventory.configMaps.map(({ name, data, ...labels }) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels },
      data,
    })),
    ...inventory.services.map(({ name, tier, type, ports, contact }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        labels: { tier },
        ...(contact ? { annotations: { 'example.com/contact': contact } } : {}),
      },
      spec: { type, selector: { tier }, ports },
    })),
    ...inventory.deployments.map(({ name, env, replicas }) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels: { env } },
      spec: {
        // A paused Deployment makes no ReplicaSet, and so no pods.
        paused: true,
        replicas,
        selector: { matchLabels: { deployment: name } },
        template: { metadata: { labels: { deployment: name } }, spec: { containers: [IDLE] } },
      },
    })),
    ...inventory.jobs.map(({ name, team, completions }) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name, labels: { team } },
      spec: {
        suspend: true,
        completions,
        template: { spec: { restartPolicy: 'Never', containers: [IDLE] } },
      },
    })),
  ];
}

const IDLE = { name: 'app', image: 'registry.example/app:1' };

function pod({ name, tier, env, restartPolicy, containers }: InventoryPod): KubernetesManifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { env, ...(tier === undefined ? {} : { tier }) } },
    spec: { schedulerName: NO_SCHEDULER, restartPolicy, containers },
  };
}
