const BUSYBOX = 'busybox:1.36';

type Fields = Record<string, unknown>;

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  more: Fields = {},
  metadata: Fields = {},
) => ({
  apiVersion,
  kind,
  metadata: { name, ...metadata },
  ...more,
});

/** A container that does nothing, or runs a shell script. */
export const container = (more: Fields = {}, script = 'sleep 3600'): Fields => ({
  name: 'c',
  image: BUSYBOX,
  imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', script],
  ...more,
});

export const podSpec = (more: Fields = {}, containerMore: Fields = {}): Fields => ({
  containers: [container(containerMore)],
  terminationGracePeriodSeconds: 0,
  ...more,
});

export const pod = (name: string, more: Fields = {}, containerMore: Fields = {}, metadata: Fields = {}) =>
  object('v1', 'Pod', name, { spec: podSpec(more, containerMore) }, metadata);

/** A pod that runs a script once. */
export const script = (name: string, text: string, more: Fields = {}, containerMore: Fields = {}) =>
  object('v1', 'Pod', name, {
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      containers: [container(containerMore, text)],
      ...more,
    },
  });

export const deployment = (name: string, spec: Fields, replicas = 1, metadata: Fields = {}) =>
  object(
    'apps/v1',
    'Deployment',
    name,
    {
      spec: {
        replicas,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec },
      },
    },
    metadata,
  );

export const job = (name: string, spec: Fields, more: Fields = {}) =>
  object('batch/v1', 'Job', name, {
    spec: { ...more, template: { spec: { restartPolicy: 'Never', ...spec } } },
  });

export const cronJob = (name: string, spec: Fields) =>
  object('batch/v1', 'CronJob', name, {
    spec: {
      schedule: '0 0 1 1 *',
      jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', ...spec } } } },
    },
  });

export const configMap = (name: string, data: Fields = {}, metadata: Fields = {}) =>
  object('v1', 'ConfigMap', name, { data }, metadata);

export const hostVolume = (path: string) => [{ name: 'host', hostPath: { path } }];

export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
