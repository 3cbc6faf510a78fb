import type { NodeLimits, Profile, ProfileNode } from './profile.ts';

const ZONE = 'topology.kubernetes.io/zone';

const limits: NodeLimits = {
  memoryMiB: 3072,
  cpus: 4,
  pids: 8192,
  daemonsMiB: 256,
  evictionMiB: 100,
  pidsPerPod: 512,
  podsPerNode: 110,
  containerLog: '5Mi',
};

/**
 * The first restarts the kubelet to let it renew a certificate that is good for a year; the second prints a command; the
 * third looks once a second whether all components are healthy, and whoever needs one waits for it anyway.
 * `bootstrap-token` looks as if only joining nodes needed it, but also lets the API server talk to kubelets.
 */
const FOR_NOBODY = ['kubelet-finalize', 'show-join-command', 'wait-control-plane'];

const controlPlane: ProfileNode = { role: 'control-plane' };
const worker: ProfileNode = { role: 'worker' };

const workerIn = (zone: string, labels: Readonly<Record<string, string>> = {}): ProfileNode => ({
  role: 'worker',
  labels: { [ZONE]: zone, ...labels },
});

const single: Profile = {
  name: 'single',
  nodes: [controlPlane],
  members: [{}],
  limits,
  allocatable: 'limit',
  controlPlaneFiles: ['audit'],
  skippedPhases: FOR_NOBODY,
  startsFromSnapshot: true,
  fromLearner: false,
  memoryMiB: 950,
  needs: { cpus: 1, memoryMiB: 1200 },
  createTimeoutMs: 180_000,
};

const w2: Profile = {
  ...single,
  name: 'w2',
  nodes: [controlPlane, worker, worker],
  startsFromSnapshot: false,
  memoryMiB: 1100,
  needs: { cpus: 2, memoryMiB: 2000 },
  createTimeoutMs: 300_000,
};

const w3z: Profile = {
  ...w2,
  name: 'w3z',
  nodes: [controlPlane, workerIn('a'), workerIn('b'), workerIn('c')],
  memoryMiB: 1300,
  needs: { cpus: 2, memoryMiB: 2400 },
  createTimeoutMs: 420_000,
};

/** Two nodes in zone a, of which the tainted one is kept for work that asks for its accelerator. */
const w4z: Profile = {
  ...w3z,
  name: 'w4z',
  nodes: [
    controlPlane,
    workerIn('a', { disktype: 'ssd' }),
    {
      ...workerIn('a', { disktype: 'ssd', accel: 'true' }),
      taints: [{ key: 'accel', value: 'true', effect: 'NoSchedule' }],
    },
    workerIn('b', { disktype: 'hdd' }),
    workerIn('c', { disktype: 'ssd' }),
  ],
  memoryMiB: 1400,
  needs: { cpus: 2, memoryMiB: 2800 },
  createTimeoutMs: 480_000,
};

/** Keeps every phase: what kubeadm leaves in a cluster is the subject here. */
const admin: Profile = {
  ...single,
  name: 'admin',
  skippedPhases: [],
  startsFromSnapshot: false,
  controlPlaneFiles: ['audit', 'encryption'],
};

/** The nodes are a placeholder: `learner-configuration.ts` puts the learner's own in their place. */
const learner: Profile = {
  ...w3z,
  name: 'learner',
  nodes: [controlPlane],
  allocatable: 'machine',
  skippedPhases: [],
  fromLearner: true,
  // Of the largest it may be.
  memoryMiB: 1400,
};

/** kind puts a balancer in front of several control planes, from an image of its own that must be on the engine. */
const ha3: Profile = {
  ...learner,
  name: 'ha3',
  nodes: [controlPlane, controlPlane, controlPlane, worker, worker],
  fromLearner: false,
  memoryMiB: 2750,
  needs: { cpus: 4, memoryMiB: 8192 },
  createTimeoutMs: 600_000,
};

const pair: Profile = {
  ...single,
  name: 'pair',
  startsFromSnapshot: false,
  members: [
    { suffix: 'a', networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' } },
    { suffix: 'b', networking: { podSubnet: '10.245.0.0/16', serviceSubnet: '10.97.0.0/16' } },
  ],
  memoryMiB: 1700,
  needs: { cpus: 2, memoryMiB: 2200 },
  createTimeoutMs: 360_000,
};

/** Every profile an exercise may name. */
export const PROFILES: readonly Profile[] = [single, w2, w3z, w4z, admin, learner, ha3, pair];
