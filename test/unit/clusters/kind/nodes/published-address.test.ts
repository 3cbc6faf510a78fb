import { describe, expect, it } from 'vitest';
import { publishedAddress } from '../../../../../services/clusters/kind/nodes/published-address.ts';

const inspection = (Ports: unknown, Labels: Record<string, string> | null = null) =>
  JSON.stringify({ Config: { Labels }, NetworkSettings: { Ports } });

const at = (HostIp: string, HostPort: string) => ({ '6443/tcp': [{ HostIp, HostPort }] });

describe('publishedAddress', () => {
  it.each([
    ['IPv4', inspection(at('127.0.0.1', '40123')), '127.0.0.1:40123'],
    ['IPv6', inspection(at('::1', '40123')), '[::1]:40123'],
    ['a container without ports', inspection({}), undefined],
    ['a port that is not passed on', inspection({ '6443/tcp': null }), undefined],
    ['another port', inspection({ '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] }), undefined],
    [
      'Docker Desktop',
      inspection(at('127.0.0.1', '1'), { 'desktop.docker.io/ports/6443/tcp': '10.0.1.7:6443' }),
      '10.0.1.7:6443',
    ],
  ])('reads %s', (_, text, address) => {
    expect(publishedAddress(text, 6443)).toBe(address);
  });
});
