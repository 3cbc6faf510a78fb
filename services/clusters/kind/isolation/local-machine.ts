import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostResolvers } from './host-resolvers.ts';
import type { NetworkIsolationOptions } from './network-isolation.ts';

/** What network isolation asks of the machine this process runs on. */
export function localMachine(): NetworkIsolationOptions['machine'] {
  return {
    hasInterface: (name) => existsSync(`/sys/class/net/${name}`),
    hasIpv6: () => existsSync('/proc/net/if_inet6'),
    resolvers: () => hostResolvers((file) => readFile(file, 'utf8')),
  };
}
