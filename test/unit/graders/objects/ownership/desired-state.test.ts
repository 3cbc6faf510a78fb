import { describe, expect, it } from 'vitest';
import { desiredState, isSameState } from '../../../../../graders/objects/ownership/desired-state.ts';

describe('desiredState', () => {
  it('leaves out identity, status and what the Deployment controller notes down', () => {
    const object = {
      metadata: {
        name: 'web',
        uid: 'u',
        labels: { app: 'web' },
        annotations: { 'deployment.kubernetes.io/revision': '2', 'example.com/contact': 'a' },
      },
      spec: { replicas: 1, paused: undefined },
      status: { replicas: 1 },
    };

    expect(desiredState(object)).toStrictEqual({
      metadata: { labels: { app: 'web' }, annotations: { 'example.com/contact': 'a' } },
      spec: { replicas: 1 },
    });
  });

  it('takes an empty map for none', () => {
    const annotations = { 'deployment.kubernetes.io/revision': '1' };
    expect(desiredState({ metadata: { labels: {}, annotations } })).toStrictEqual({ metadata: {} });
  });
});

describe('isSameState', () => {
  it.each([
    [{ metadata: { labels: { a: '1', b: '2' } } }, { metadata: { labels: { b: '2', a: '1' } } }, true],
    [{ metadata: {}, spec: { replicas: 1 } }, { metadata: {}, spec: { replicas: 2 } }, false],
    [{ metadata: {}, spec: { list: ['a', 'b'] } }, { metadata: {}, spec: { list: ['b', 'a'] } }, false],
  ])('compares %j with %j', (a, b, expected) => {
    expect(isSameState(a, b)).toBe(expected);
  });
});
