import type { RequestContext } from '@kubernetes/client-node';
import { KeptKubeConfig } from './kept-kube-config.ts';

/**
 * A kubeconfig whose typed clients give up on a request after `requestTimeout` milliseconds. The generated clients
 * have no such option; signing in is the one step they all hand to the configuration.
 */
export class BoundedKubeConfig extends KeptKubeConfig {
  readonly #requestTimeout: number;

  constructor(requestTimeout: number) {
    super();
    this.#requestTimeout = requestTimeout;
  }

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    context.setSignal(AbortSignal.timeout(this.#requestTimeout));
  }
}
