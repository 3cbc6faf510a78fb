import { expect, it } from 'vitest';
import { profileOf } from '../../../../../services/clusters/kind/profiles/profile-of.ts';

const name = 'test-learner-01a';

const kindConfiguration =
  '{kind: Cluster, apiVersion: kind.x-k8s.io/v1alpha4, nodes: [{role: control-plane}]}';

it("works a learner's configuration into the profile that is built from one", () => {
  const profile = profileOf({ name, profile: 'learner', kindConfiguration }, '/scratch');

  expect(profile).toMatchObject({
    name: 'learner',
    nodes: [{ role: 'control-plane' }],
    allocatable: 'machine',
  });
});

it.each([
  ['learner', {}, 'kind-configuration-missing'],
  ['single', { kindConfiguration }, 'kind-configuration-unexpected'],
])('refuses %s with %j', (profile, given, code) => {
  expect(() => profileOf({ name, profile, ...given }, '/scratch')).toThrow(
    expect.objectContaining({ fault: 'configuration', code }) as Error,
  );
});
