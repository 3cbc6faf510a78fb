import Type from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { graderRole } from '../../../../services/clusters/sandbox/grader-role.ts';
import { learnerRole } from '../../../../services/clusters/sandbox/learner-role.ts';
import type { Manifest } from '../../../../services/clusters/sandbox/manifest.ts';

const Rules = Type.Array(
  Type.Object({
    apiGroups: Type.Optional(Type.Array(Type.String())),
    resources: Type.Optional(Type.Array(Type.String())),
    verbs: Type.Array(Type.String()),
  }),
);

const READ = ['get', 'list', 'watch'];

function grants(manifest: Manifest): { resource: string; verbs: string[] }[] {
  return Value.Parse(Rules, manifest['rules']).flatMap(({ apiGroups = [], resources = [], verbs }) =>
    apiGroups.flatMap((group) => resources.map((resource) => ({ resource: `${group}/${resource}`, verbs }))),
  );
}

describe('learnerRole', () => {
  const granted = grants(learnerRole());

  it('has no wildcard and no status subresource', () => {
    const all = granted.flatMap(({ resource, verbs }) => [resource, ...verbs]);
    expect(all.filter((word) => word.includes('*') || word.endsWith('/status'))).toEqual([]);
  });

  it.each([
    '/nodes',
    '/namespaces',
    '/resourcequotas',
    '/limitranges',
    '/serviceaccounts/token',
    '/pods/portforward',
    '/pods/proxy',
    'rbac.authorization.k8s.io/rolebindings',
    'coordination.k8s.io/leases',
    'apiextensions.k8s.io/customresourcedefinitions',
  ])('grants nothing on %s', (resource) => {
    expect(granted.find((grant) => grant.resource === resource)).toBeUndefined();
  });

  it.each(['/events', '/endpoints', '/serviceaccounts', 'discovery.k8s.io/endpointslices'])(
    'grants reading of %s only',
    (resource) => {
      expect(granted.find((grant) => grant.resource === resource)?.verbs).toEqual(READ);
    },
  );
});

describe('graderRole', () => {
  it('reads every group but names the core resources, so that secrets are left out', () => {
    const granted = grants(graderRole(['', 'apps', 'example.com']));
    expect(granted).toContainEqual({ resource: 'apps/*', verbs: READ });
    expect(granted).toContainEqual({ resource: 'example.com/*', verbs: READ });
    const core = granted.filter(({ resource }) => resource.startsWith('/')).map(({ resource }) => resource);
    expect(core).toContain('/pods');
    expect(core.filter((name) => /secrets|\*|exec|proxy|token|attach|portforward/.test(name))).toEqual([]);
  });
});
