import { expect, it } from 'vitest';
import { clusterOfMember, memberNames } from '../../../../services/clusters/kind/cluster-members.ts';

it.each([
  ['saiten-single-01a', ['saiten-single-01a']],
  ['saiten-pair-01a', ['saiten-pair-01a.a', 'saiten-pair-01a.b']],
  ['saiten-nobody-01a', ['saiten-nobody-01a']],
])('knows what kind calls the parts of %s, and the way back', (cluster, members) => {
  expect(memberNames(cluster)).toEqual(members);
  expect(members.map(clusterOfMember)).toEqual(members.map(() => cluster));
});
