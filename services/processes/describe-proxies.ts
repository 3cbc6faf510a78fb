import type { ProxySettings } from './proxies.ts';

/** The proxies in use, without names and passwords, for people and logs; undefined when there is none. */
export function describeProxies({
  httpProxy,
  httpsProxy,
  noProxy,
}: ProxySettings): { http?: string; https?: string; without?: string } | undefined {
  if (httpProxy === undefined && httpsProxy === undefined) return undefined;
  return {
    ...(httpProxy === undefined ? {} : { http: new URL(httpProxy).origin }),
    ...(httpsProxy === undefined ? {} : { https: new URL(httpsProxy).origin }),
    ...(noProxy === undefined ? {} : { without: noProxy }),
  };
}
