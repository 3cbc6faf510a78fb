import type { AbuseCase, Refused } from './abuse-case.ts';
import { configMap, deployment, object, pod, podSpec, script } from './manifests.ts';

const credential = (rule: string, behind: string): Refused => ({
  by: 'reading',
  message: 'credential-refused',
  rule,
  behind,
});

const notPermitted = (resource: string): Refused => ({
  by: 'api-server',
  message: 'apply-not-permitted',
  rule: resource,
});

const foreignNamespace = (rule: string): Refused => ({ by: 'reading', message: 'namespace-not-owned', rule });

const tokenVolume = (audience: string) => [
  { name: 't', projected: { sources: [{ serviceAccountToken: { path: 'token', audience } }] } },
];

/** Tries TCP connections; the test puts addresses in place of the words in braces. */
const connectTo = (name: string, targets: string) =>
  script(
    name,
    `for t in ${targets}; do if /agnhost connect --timeout=3s $t; then echo reached $t; else echo closed $t; fi; done`,
    {},
    { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53' },
  );

export const TOKENS_AND_NEIGHBOURS: readonly AbuseCase[] = [
  {
    id: 'token-for-vault',
    class: 'token theft',
    does: 'has a token made for another service',
    manifests: [pod('a', { volumes: tokenVolume('vault') })],
    expected: credential('vault', 'saiten-token-audience'),
  },
  {
    id: 'token-for-cloud',
    class: 'token theft',
    does: 'has a token made for a cloud in the template of a Deployment',
    manifests: [deployment('a', podSpec({ volumes: tokenVolume('sts.amazonaws.com') }))],
    expected: credential('sts.amazonaws.com', 'saiten-token-audience'),
  },
  {
    id: 'lasting-token',
    class: 'token theft',
    does: 'has a Secret filled with a token that never ends',
    manifests: [
      object(
        'v1',
        'Secret',
        'a',
        { type: 'kubernetes.io/service-account-token' },
        { annotations: { 'kubernetes.io/service-account.name': 'default' } },
      ),
    ],
    expected: credential('kubernetes.io/service-account-token', 'saiten-credential-secret'),
  },
  {
    id: 'bootstrap-token',
    class: 'token theft',
    does: 'makes a token with which a node joins',
    manifests: [
      object('v1', 'Secret', 'bootstrap-token-abcdef', {
        type: 'bootstrap.kubernetes.io/token',
        stringData: { 'token-id': 'abcdef', 'token-secret': '0123456789abcdef' },
      }),
    ],
    expected: credential('bootstrap.kubernetes.io/token', 'saiten-credential-secret'),
  },
  {
    id: 'sign-me',
    class: 'token theft',
    does: 'asks for a certificate of an administrator',
    manifests: [
      object('certificates.k8s.io/v1', 'CertificateSigningRequest', 'a', {
        spec: {
          request: 'LS0tLS1CRUdJTg==',
          signerName: 'kubernetes.io/kube-apiserver-client',
          usages: ['client auth'],
        },
      }),
    ],
    expected: notPermitted('certificatesigningrequests'),
  },
  {
    id: 'own-account',
    class: 'token theft',
    does: 'makes a service account of its own',
    manifests: [object('v1', 'ServiceAccount', 'a', { automountServiceAccountToken: true })],
    expected: notPermitted('serviceaccounts'),
  },
  {
    id: 'graders-account',
    class: 'token theft',
    does: "runs a pod as the grader's account",
    manifests: [pod('a', { serviceAccountName: '{SPACE_GRADER}' })],
    expected: { by: 'api-server', message: 'apply-invalid-field', rule: 'serviceaccount' },
  },
  {
    id: 'own-token',
    class: 'token theft',
    does: "mounts its account's token and asks the API server with it",
    manifests: [pod('thief', { automountServiceAccountToken: true })],
    expected: {
      by: 'containment',
      rule: 'the account has no rights: pods, Secrets and ConfigMaps stay closed',
      measure: { what: 'token-useless', pod: 'thief' },
    },
  },
  {
    id: 'neighbours-namespace',
    class: 'neighbour cluster',
    does: "submits into another submission's namespace",
    manifests: [configMap('a', {}, { namespace: '{NEIGHBOUR_SPACE}' })],
    expected: foreignNamespace('exercise-'),
  },
  {
    id: 'graders-namespace',
    class: 'neighbour cluster',
    does: "submits into the grader's namespace",
    manifests: [pod('a', {}, {}, { namespace: '{SPACE_GRADER}' })],
    expected: foreignNamespace('grader-'),
  },
  {
    id: 'neighbours-node-by-name',
    class: 'neighbour cluster',
    does: "names the node of a neighbour's cluster",
    manifests: [
      object('v1', 'Service', 'a', {
        spec: { type: 'ExternalName', externalName: 'saiten-single-01a-control-plane' },
      }),
    ],
    expected: {
      by: 'reading',
      message: 'external-address-refused',
      rule: 'saiten-single-01a-control-plane',
      behind: 'saiten-external-address',
    },
  },
  {
    id: 'connect-to-neighbour',
    class: 'neighbour cluster',
    does: "connects to a node in a neighbour's network",
    manifests: [connectTo('to-neighbour', '{NEIGHBOUR}')],
    expected: {
      by: 'containment',
      rule: 'a network of its own, and the firewall refuses what leaves it',
      measure: { what: 'closed', pod: 'to-neighbour', by: 'forward' },
    },
  },
  {
    id: 'connect-to-machine',
    class: 'host access',
    does: "connects to a service on the machine: at the network's gateway and at its other addresses",
    manifests: [connectTo('to-machine', '{MACHINE}')],
    expected: {
      by: 'containment',
      rule: 'the firewall refuses what is meant for the machine',
      measure: { what: 'closed', pod: 'to-machine', by: 'input' },
    },
  },
  {
    id: 'connect-to-metadata',
    class: 'host access',
    does: 'connects to the metadata address of clouds',
    manifests: [connectTo('to-metadata', '169.254.169.254:80')],
    expected: {
      by: 'containment',
      rule: 'the firewall refuses 169.254.0.0/16',
      measure: { what: 'closed', pod: 'to-metadata', by: '169.254.0.0/16' },
    },
  },
  {
    id: 'connect-to-private-ranges',
    class: 'host access',
    does: 'connects to addresses of the private ranges',
    manifests: [connectTo('to-private', '10.11.12.13:22 172.31.254.253:22 192.168.201.202:22')],
    expected: {
      by: 'containment',
      rule: 'the firewall refuses 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16',
      measure: { what: 'closed', pod: 'to-private', by: '192.168.0.0/16' },
    },
  },
];
