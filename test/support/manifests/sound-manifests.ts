/** One sound manifest of every kind that an exercise accepts or soon will, with lists, maps and numbers to spoil. */
export function soundManifests(): Record<string, unknown>[] {
  const container = {
    name: 'main',
    image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
    args: ['pause'],
    env: [
      { name: 'GREETING', value: 'hello' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'app', key: 'token' } } },
    ],
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
    readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 },
    volumeMounts: [{ name: 'content', mountPath: '/content', readOnly: true }],
    securityContext: { runAsUser: 1000, allowPrivilegeEscalation: false },
  };

  const podSpec = {
    terminationGracePeriodSeconds: 5,
    initContainers: [{ name: 'prepare', image: container.image, command: ['true'] }],
    containers: [container],
    volumes: [{ name: 'content', configMap: { name: 'app', items: [{ key: 'text', path: 'text' }] } }],
  };

  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: podSpec };

  const jobSpec = {
    completions: 3,
    parallelism: 2,
    backoffLimit: 1,
    template: { metadata: { labels }, spec: { ...podSpec, restartPolicy: 'Never' } },
  };

  const named = (apiVersion: string, kind: string, rest: object) => ({
    apiVersion,
    kind,
    metadata: { name: 'web', labels, annotations: { note: 'none' } },
    ...rest,
  });

  return [
    named('apps/v1', 'Deployment', {
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
        template,
      },
    }),
    named('apps/v1', 'StatefulSet', {
      spec: { replicas: 1, serviceName: 'web', selector: { matchLabels: labels }, template },
    }),
    named('apps/v1', 'DaemonSet', { spec: { selector: { matchLabels: labels }, template } }),
    named('v1', 'Pod', { spec: podSpec }),
    named('batch/v1', 'Job', { spec: jobSpec }),
    named('batch/v1', 'CronJob', {
      spec: { schedule: '*/5 * * * *', timeZone: 'Asia/Tokyo', jobTemplate: { spec: jobSpec } },
    }),
    named('v1', 'Service', {
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] },
    }),
    named('v1', 'ConfigMap', { data: { text: 'welcome', mode: 'plain' }, binaryData: { raw: 'AAEC' } }),
    named('v1', 'Secret', { type: 'Opaque', data: { token: 'c2VjcmV0' }, stringData: { user: 'admin' } }),
    named('policy/v1', 'PodDisruptionBudget', {
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    }),
    named('v1', 'PersistentVolumeClaim', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
    }),
    named('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        minReplicas: 1,
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
          },
        ],
      },
    }),
    named('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 80 }] }],
      },
    }),
    named('networking.k8s.io/v1', 'Ingress', {
      spec: {
        rules: [
          {
            host: 'web.example',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
  ];
}
