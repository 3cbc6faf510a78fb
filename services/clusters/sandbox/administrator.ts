import {
  CoreV1Api,
  createConfiguration,
  HttpMethod,
  type KubeConfig,
  type RequestContext,
  ServerConfiguration,
} from '@kubernetes/client-node';
import { ApplyApi } from '../../../graders/cluster-access/apply-api.ts';
import { KeptKubeConfig } from '../../../graders/cluster-access/kept-kube-config.ts';
import { boundedRead, type BoundedRead } from './bounded-read.ts';
import type { Manifest } from './manifest.ts';

/** Clients with all rights in one cluster. They never leave this folder: graders get a sandbox's kubeconfig. */
export interface Administrator {
  core: CoreV1Api;
  /** For other kubeconfigs; the authority is PEM in base64. */
  endpoint: { server: string; certificateAuthority: string };
  /** Server-side apply: makes the object, or brings what exists to this state. */
  apply(manifest: Manifest): Promise<void>;
  /** GET of a path such as `/readyz`. */
  get(path: string): Promise<{ status: number; text: string }>;
  /** The same for what may be long: reads at most `limit` bytes of the answer. */
  read: BoundedRead;
  /** Whether an object of the core group would be made in a namespace for that user, were the rights there. */
  tryAs(user: string, namespace: string, manifest: Manifest): Promise<{ status: number; text: string }>;
}

const REQUEST_TIMEOUT = 15_000;
const FIELD_MANAGER = 'saiten';

/**
 * Reads the kubeconfig that kind wrote. What it returns are clients for one piece of work each: `signal` ends every request
 * of it in flight. All share their connections.
 */
export function connectAdministrator(kubeconfig: string): (signal: AbortSignal) => Administrator {
  const config = new KeptKubeConfig();
  config.loadFromString(kubeconfig);
  const cluster = config.getCurrentCluster();
  if (cluster?.caData === undefined)
    throw new Error('Expected a kubeconfig with one cluster and its authority.');
  const endpoint = { server: cluster.server, certificateAuthority: cluster.caData };
  return (signal) => administratorOf(config, endpoint, signal);
}

function administratorOf(
  config: KubeConfig,
  endpoint: Administrator['endpoint'],
  signal: AbortSignal,
): Administrator {
  const bounded = () => AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT)]);

  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(endpoint.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        async pre(request) {
          request.setSignal(bounded());
          return request;
        },
        post: async (response) => response,
      },
    ],
  });

  // The generated clients drop what they call by another name, such as `default` of a LimitRange.
  const objects = new ApplyApi(configuration);

  const send = async (request: RequestContext) => {
    await config.applySecurityAuthentication(request);
    request.setSignal(bounded());
    const response = await configuration.httpApi.send(request).toPromise();
    return { status: response.httpStatusCode, text: await response.body.text() };
  };

  return {
    core: new CoreV1Api(configuration),
    endpoint,
    async apply(manifest) {
      await objects.apply(manifest, { fieldManager: FIELD_MANAGER, force: true, dryRun: false });
    },
    get: (path) => send(configuration.baseServer.makeRequestContext(path, HttpMethod.GET)),
    read: boundedRead(config, bounded),
    async tryAs(user, namespace, manifest) {
      const path = `/api/v1/namespaces/${namespace}/${manifest.kind.toLowerCase()}s?dryRun=All`;
      const request = configuration.baseServer.makeRequestContext(path, HttpMethod.POST);
      // Authorization comes first and would refuse before any admission is asked.
      request.setHeaderParam('Impersonate-User', user);
      request.setHeaderParam('Impersonate-Group', 'system:masters');
      request.setHeaderParam('Content-Type', 'application/json');
      request.setBody(JSON.stringify(manifest));
      return send(request);
    },
  };
}
