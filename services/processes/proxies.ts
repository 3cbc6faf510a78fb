import type { Settings } from '../config/settings.ts';
import { outgoingFetch, type Proxies } from '../http/outgoing-fetch.ts';

export type ProxySettings = Pick<Settings, 'httpProxy' | 'httpsProxy' | 'noProxy'>;

/** The proxies of the settings. */
export function proxiesOf({ httpProxy, httpsProxy, noProxy }: ProxySettings): Proxies {
  return { http: httpProxy, https: httpsProxy, none: noProxy };
}

/** `fetch` for what is asked of the world outside: GitHub, and our own public address. */
export function fetchOf(settings: ProxySettings): typeof fetch {
  return outgoingFetch(proxiesOf(settings));
}
