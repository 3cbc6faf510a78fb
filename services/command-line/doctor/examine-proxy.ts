import { describeProxies } from '../../processes/describe-proxies.ts';
import type { ProxySettings } from '../../processes/proxies.ts';
import { ok, type Diagnosis } from './diagnosis.ts';

/** Names the proxy, if there is one: whether it works is told by what is asked through it. */
export function examineProxy(settings: ProxySettings): Diagnosis[] {
  const proxies = describeProxies(settings);
  if (proxies === undefined) return [];
  const { http, https, without } = proxies;

  const through = [
    ...(http === undefined ? [] : [`http: through ${http}`]),
    ...(https === undefined ? [] : [`https: through ${https}`]),
  ];

  const direct = ['this machine', ...(without === undefined ? [] : [without])].join(', ');
  return [ok('proxy', `${through.join(', ')}; without it: ${direct}`)];
}
