import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../../../graders/cluster-access/api-answer.ts';
import { isOwnFailure } from '../../../../graders/cluster-access/is-own-failure.ts';

const PREFACE = 'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): ';

describe('isOwnFailure', () => {
  it.each<[string, boolean, ApiAnswer]>([
    ['no longer signed in', true, { code: 401 }],
    ['too many requests', true, { code: 429 }],
    ['etcd away', true, { code: 503, message: 'etcd is away' }],
    ['too late', true, { code: 504, message: 'Timeout: request did not complete within 34s' }],
    ['etcd at its limit', true, { code: 500, message: 'etcdserver: mvcc: database space exceeded' }],
    ['no leader', true, { code: 500, message: 'etcdserver: leader changed' }],
    [
      'a webhook',
      true,
      { code: 500, message: 'Internal error occurred: failed calling webhook "x": no route' },
    ],
    [
      'quota too slow',
      true,
      { code: 500, message: 'Internal error occurred: resource quota evaluation timed out' },
    ],
    [
      'a quota that nobody has counted yet',
      true,
      { code: 403, message: 'pods "web" is forbidden: status unknown for quota: saiten, resources: pods' },
    ],
    [
      'refused impersonation',
      true,
      {
        code: 403,
        message: 'users "l" is forbidden: User "g" cannot impersonate resource "users" in API group ""',
      },
    ],
    ['a namespace that is gone', true, { code: 404, message: 'namespaces "exercise-a" not found' }],
    ['an object too large for etcd', false, { code: 500, message: 'etcdserver: request is too large' }],
    ['a wrong type', false, { code: 500, message: `${PREFACE}.spec: expected map, got &{1}` }],
    ['any other error inside', false, { code: 500, message: 'Internal error occurred: x' }],
    ['a panic', false, { code: 500, message: 'This request caused apiserver to panic.' }],
    [
      'missing rights',
      false,
      { code: 403, message: 'nodes "n" is forbidden: User "l" cannot patch resource "nodes"' },
    ],
    [
      'a name that sounds like ours',
      false,
      {
        code: 500,
        message: `${PREFACE}.data.etcdserver: expected string, got &{etcdserver: leader changed}`,
      },
    ],
    ['a value that sounds like ours', false, { code: 422, message: 'etcdserver: leader changed' }],
    [
      'a line that sounds like ours',
      false,
      { code: 500, message: `${PREFACE}errors:\netcdserver: leader changed` },
    ],
    [
      'a name with a quote in it',
      false,
      { code: 403, message: 'pods "x\\" is forbidden: status unknown for quota: " is forbidden: no' },
    ],
  ])('%s: %s', (_name, expected, answer) => {
    expect(isOwnFailure(answer)).toBe(expected);
  });
});
