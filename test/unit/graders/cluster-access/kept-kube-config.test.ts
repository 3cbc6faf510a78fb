import type https from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpMethod, RequestContext } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { KeptKubeConfig } from '../../../../graders/cluster-access/kept-kube-config.ts';

const AUTHORITY = Buffer.from(rootCertificates[0] ?? '').toString('base64');

function kubeconfig(token: string): KeptKubeConfig {
  const config = new KeptKubeConfig();

  config.loadFromClusterAndUser(
    { name: 'one', server: 'https://127.0.0.1:1', caData: AUTHORITY, skipTLSVerify: false },
    { name: 'learner', token },
  );

  return config;
}

async function signIn(config: KeptKubeConfig): Promise<RequestContext> {
  const request = new RequestContext('https://127.0.0.1:1/version', HttpMethod.GET);
  await config.applySecurityAuthentication(request);
  return request;
}

describe('KeptKubeConfig', () => {
  it('keeps connections for all requests', async () => {
    const config = kubeconfig('a');
    const [first, second] = [await signIn(config), await signIn(config)];
    expect(first.getAgent()).toBe(second.getAgent());
    expect(first.getAgent()).toMatchObject({ keepAlive: true });
  });

  it('shares none with another identity', async () => {
    const [first, second] = [await signIn(kubeconfig('a')), await signIn(kubeconfig('b'))];
    expect(first.getAgent()).not.toBe(second.getAgent());
  });

  it('reads the authority of the cluster once, and does without those of the machine', async () => {
    const { options } = (await signIn(kubeconfig('a'))).getAgent() as https.Agent;
    expect(options.secureContext).toBeDefined();
    expect(options.rejectUnauthorized).not.toBe(false);
  });

  it('signs in', async () => {
    const request = await signIn(kubeconfig('a'));
    expect(request.getHeaders()['Authorization']).toBe('Bearer a');
  });
});
