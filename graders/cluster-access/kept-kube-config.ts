import https from 'node:https';
import { createSecureContext } from 'node:tls';
import { KubeConfig, type RequestContext } from '@kubernetes/client-node';

/** Milliseconds an unused connection is kept; API servers keep it for 90 seconds. */
const IDLE = 5_000;

/**
 * A kubeconfig whose typed clients share connections. By themselves they make an agent, and with it a TLS handshake, for
 * each request.
 */
export class KeptKubeConfig extends KubeConfig {
  #agent: https.Agent | undefined;

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    const fresh = context.getAgent();
    if (!(fresh instanceof https.Agent)) return;
    this.#agent ??= keptAgent(fresh.options);
    context.setAgent(this.#agent);
  }
}

/** Keys and certificates are read once: a connection that is refused, as many are while a cluster starts, costs little. */
function keptAgent({ ca, cert, key, ...rest }: https.AgentOptions): https.Agent {
  const secureContext = createSecureContext({ ca, cert, key });
  return new https.Agent({ ...rest, secureContext, keepAlive: true, timeout: IDLE });
}
