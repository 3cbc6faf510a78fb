import { EnvHttpProxyAgent, fetch as fetchThrough, type RequestInit } from 'undici';

/** Proxies for requests that leave: addresses with scheme, and what is asked without them, as in `NO_PROXY`. */
export interface Proxies {
  http?: string | undefined;
  https?: string | undefined;
  /** Host names (with all below them), addresses, `host:port` or `*`, separated by commas. */
  none?: string | undefined;
}

/** This machine is asked directly whatever the settings say. */
const THIS_MACHINE = 'localhost,127.0.0.1,[::1]';

/**
 * `fetch` that goes through the proxies: requests to `https:` by CONNECT, others with the whole address in the request line
 * (https://www.rfc-editor.org/rfc/rfc9110#section-7.6). Without proxies it is the platform's own.
 */
export function outgoingFetch(proxies: Proxies): typeof fetch {
  const none = (proxies.none ?? '').split(/[\s,]+/);
  if ((proxies.http === undefined && proxies.https === undefined) || none.includes('*')) return fetch;
  const noProxy = [...none, THIS_MACHINE].join(',');
  const agents = { http: agentFor(proxies.http, noProxy), https: agentFor(proxies.https, noProxy) };

  const send = (input: string | URL, init: RequestInit = {}) => {
    const dispatcher = new URL(input).protocol === 'https:' ? agents.https : agents.http;
    return fetchThrough(input, dispatcher === undefined ? init : { ...init, dispatcher });
  };

  // The same interface, in a version of its own that knows its own agents. Nobody here makes a `Request` first.
  return send as typeof fetch;
}

/** An empty text for the other scheme: the library would read the environment, or take this proxy for it, too. */
function agentFor(proxy: string | undefined, noProxy: string): EnvHttpProxyAgent | undefined {
  if (proxy === undefined) return undefined;
  return new EnvHttpProxyAgent({ httpProxy: proxy, httpsProxy: proxy, noProxy, proxyTunnel: false });
}
