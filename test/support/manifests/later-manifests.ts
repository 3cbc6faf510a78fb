/**
 * Sound manifests of the kinds that only later exercises accept, many of them of the whole cluster, and of fields of the
 * others that the first ones do not use.
 */
export function laterManifests(): Record<string, unknown>[] {
  const labels = { app: 'web' };

  const named = (apiVersion: string, kind: string, rest: object, name = 'web') => ({
    apiVersion,
    kind,
    metadata: { name, labels, annotations: { note: 'none' } },
    ...rest,
  });

  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'main', image: 'busybox:1.36', command: ['true'] }] },
  };

  const rules = [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] }];
  const subjects = [{ kind: 'ServiceAccount', name: 'web', namespace: 'default' }];
  const roleRef = (kind: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: 'web' });

  const matchConstraints = {
    resourceRules: [
      {
        apiGroups: ['apps'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['deployments'],
      },
    ],
  };

  const hook = {
    name: 'web.example.com',
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    timeoutSeconds: 5,
    failurePolicy: 'Ignore',
    clientConfig: { service: { name: 'web', namespace: 'default', path: '/check', port: 443 } },
    rules: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations: ['CREATE'],
        resources: ['configmaps'],
        scope: 'Namespaced',
      },
    ],
    namespaceSelector: { matchLabels: { nobody: 'has-this' } },
  };

  return [
    named('v1', 'ServiceAccount', {
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'pull' }],
    }),
    named('rbac.authorization.k8s.io/v1', 'Role', { rules }),
    named('rbac.authorization.k8s.io/v1', 'ClusterRole', {
      rules: [...rules, { nonResourceURLs: ['/healthz'], verbs: ['get'] }],
    }),
    named('rbac.authorization.k8s.io/v1', 'RoleBinding', { subjects, roleRef: roleRef('Role') }),
    named('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
      subjects,
      roleRef: roleRef('ClusterRole'),
    }),
    named('v1', 'Namespace', { spec: { finalizers: ['kubernetes'] } }),
    named('v1', 'ResourceQuota', {
      spec: {
        hard: { pods: '4', 'requests.cpu': '1', 'limits.memory': '1Gi' },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }],
        },
      },
    }),
    named('v1', 'LimitRange', {
      spec: {
        limits: [
          {
            type: 'Container',
            min: { cpu: '10m' },
            max: { cpu: '1', memory: '256Mi' },
            default: { cpu: '100m', memory: '64Mi' },
            defaultRequest: { cpu: '50m' },
          },
        ],
      },
    }),
    named('v1', 'PersistentVolume', {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'manual',
        volumeMode: 'Filesystem',
        local: { path: '/mnt/data' },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node'] }] },
            ],
          },
        },
      },
    }),
    named('storage.k8s.io/v1', 'StorageClass', {
      provisioner: 'rancher.io/local-path',
      parameters: { type: 'fast' },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    }),
    named('scheduling.k8s.io/v1', 'PriorityClass', {
      value: 1000,
      globalDefault: false,
      preemptionPolicy: 'PreemptLowerPriority',
      description: 'important',
    }),
    named('node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }),
    named('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/web' } }),
    named(
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      {
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { plural: 'webs', singular: 'web', kind: 'Web', shortNames: ['wb'] },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              subresources: {
                status: {},
                scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' },
              },
              additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: {
                    spec: {
                      type: 'object',
                      required: ['size'],
                      properties: {
                        size: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
                        mode: { type: 'string', enum: ['fast', 'slow'], pattern: '^[a-z]+$' },
                      },
                      'x-kubernetes-validations': [{ rule: 'self.size < 10', message: 'too large' }],
                    },
                    status: { type: 'object', properties: { size: { type: 'integer' } } },
                  },
                },
              },
            },
          ],
        },
      },
      'webs.example.com',
    ),
    named('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', {
      spec: {
        failurePolicy: 'Fail',
        matchConstraints,
        variables: [{ name: 'count', expression: 'object.spec.replicas' }],
        validations: [{ expression: 'variables.count <= 5', message: 'too many', reason: 'Invalid' }],
      },
    }),
    named('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', {
      spec: {
        policyName: 'web',
        validationActions: ['Deny'],
        matchResources: { namespaceSelector: { matchLabels: labels } },
      },
    }),
    named('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks: [hook] }),
    named('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', {
      webhooks: [{ ...hook, reinvocationPolicy: 'Never' }],
    }),
    named('apps/v1', 'ReplicaSet', { spec: { replicas: 1, selector: { matchLabels: labels }, template } }),
    named('v1', 'ReplicationController', { spec: { replicas: 1, selector: labels, template } }),
    named('v1', 'Endpoints', {
      subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }],
    }),
    named('discovery.k8s.io/v1', 'EndpointSlice', {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
    }),
    named('coordination.k8s.io/v1', 'Lease', { spec: { holderIdentity: 'web', leaseDurationSeconds: 15 } }),
    named('v1', 'PodTemplate', { template }),
    named('v1', 'Pod', {
      spec: {
        serviceAccountName: 'default',
        nodeSelector: { disk: 'ssd' },
        tolerations: [
          { key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoExecute', tolerationSeconds: 5 },
        ],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 10,
                podAffinityTerm: { topologyKey: 'zone', labelSelector: { matchLabels: labels } },
              },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: labels },
          },
        ],
        containers: [
          {
            name: 'main',
            image: 'busybox:1.36',
            envFrom: [{ configMapRef: { name: 'app', optional: true }, prefix: 'A_' }],
            env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
            lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
            livenessProbe: { exec: { command: ['true'] }, failureThreshold: 3, initialDelaySeconds: 1 },
            startupProbe: { tcpSocket: { port: 80 }, periodSeconds: 2 },
            volumeMounts: [{ name: 'all', mountPath: '/all', subPath: 'a' }],
          },
        ],
        volumes: [
          {
            name: 'all',
            projected: {
              defaultMode: 420,
              sources: [
                { secret: { name: 'app', items: [{ key: 'token', path: 'token', mode: 256 }] } },
                { serviceAccountToken: { path: 'jwt', expirationSeconds: 3600 } },
                { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
              ],
            },
          },
          { name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
          { name: 'claim', persistentVolumeClaim: { claimName: 'web' } },
        ],
      },
    }),
    named('apps/v1', 'StatefulSet', {
      spec: {
        serviceName: 'web',
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
        selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
        template,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
          },
        ],
      },
    }),
  ];
}
