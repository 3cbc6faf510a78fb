import { describe, expect, it } from 'vitest';
import {
  nodeProxies,
  type ProxyAddresses,
} from '../../../../../services/clusters/kind/engine/node-proxies.ts';

const proxy = 'http://proxy.example:3128';

describe('the proxies of nodes', () => {
  it('are handed on to kind, with what is never asked through them', () => {
    expect(
      nodeProxies({ http: proxy, https: proxy, none: 'registry.example' }, { egress: 'public' }),
    ).toEqual({
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      NO_PROXY: 'registry.example,localhost,127.0.0.1,::1',
    });
  });

  it.each([
    ['tcp://engine.example:2376', 'localhost,127.0.0.1,::1,engine.example'],
    ['unix:///var/run/docker.sock', 'localhost,127.0.0.1,::1'],
  ])('do not stand between kind and its engine %s', (engine, expected) => {
    expect(nodeProxies({ https: proxy }, { egress: 'public', engine })['NO_PROXY']).toBe(expected);
  });

  it.each<[string, ProxyAddresses, 'public' | 'none']>([
    ['none are set', { none: 'x' }, 'public'],
    ['clusters reach nothing outside', { https: proxy }, 'none'],
    ['they have a password, which a learner could come to read', { https: 'http://me:x@p:1' }, 'public'],
    ['they are on loopback, which is another one in a node', { https: 'http://127.0.0.1:3128' }, 'public'],
    ['they are on loopback by name', { http: 'http://localhost:3128' }, 'public'],
  ])('are none where %s', (_, proxies, egress) => {
    expect(nodeProxies(proxies, { egress })).toEqual({});
  });
});
