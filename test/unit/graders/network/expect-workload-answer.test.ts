import { describe, expect, it } from 'vitest';
import { expectWorkloadAnswer } from '../../../../graders/network/expect-workload-answer.ts';
import type { ProbeResult } from '../../../../graders/network/probe-result.ts';
import { contextWithEndpoints } from './fake-endpoints.ts';
import { pod } from '../workloads/fake-namespace.ts';

const own = [pod({ name: 'a', of: 1 }), pod({ name: 'b', of: 1 })];
const answer = (body: string): ProbeResult => ({ class: 'ok', body });

/** What each address answers; the Service's is `service`. */
function expected(ready: string[], answers: Record<string, ProbeResult>, confirmNetwork = async () => {}) {
  const context = contextWithEndpoints({ ready }, []);

  Object.assign(context.cluster.grader.core, {
    readNamespacedService: async () => ({ spec: { clusterIP: 'service', ports: [{ port: 80 }] } }),
  });

  const ask = (url: string) => answers[new URL(url).hostname] ?? answer('wrong');

  const prober = {
    get: async (url: string) => ask(url),
    getEach: async (urls: readonly string[]) => urls.map(ask),
    confirmNetwork,
  };

  return expectWorkloadAnswer(context, prober, {
    service: 'web',
    wanted: 'v1',
    unwanted: ['v2'],
    pods: async () => own,
    within: 2_000,
  });
}

const all = { service: answer('v1'), '10.0.0.0': answer('v1'), '10.0.0.1': answer('v1') };

describe('expectWorkloadAnswer', () => {
  it('returns the URL of a Service whose pods all answer', async () => {
    expect(await expected(['a', 'b'], all)).toBe('http://service:80/');
  });

  it.each([
    [
      'the Service answers with the other word',
      ['a', 'b'],
      { ...all, service: answer('v1 v2') },
      'wrong-answer',
    ],
    ['another pod is behind the Service', ['a', 'b', 'c'], all, 'endpoints-differ'],
    ['a pod does not answer by itself', ['a', 'b'], { ...all, '10.0.0.1': answer('') }, 'pod-answers-wrong'],
  ])('fails where %s', async (_, ready, answers, id) => {
    await expect(expected(ready, answers)).rejects.toMatchObject({ findings: [{ message: { id } }] });
  });

  it('blames nobody while the prober reaches nothing at all', async () => {
    const failing = expected(['a', 'b'], {}, () => Promise.reject(new Error('no network')));
    await expect(failing).rejects.toThrow('no network');
  });
});
