import Type from 'typebox';
import Value from 'typebox/value';
import type { Administrator } from './administrator.ts';
import { graderRole } from './grader-role.ts';
import { learnerRole } from './learner-role.ts';
import { SYSTEM_NAMESPACE } from './system-namespace.ts';

const ApiGroups = Type.Object({ groups: Type.Array(Type.Object({ name: Type.String() })) });

/** Brings what all sandboxes of a cluster share: our namespace and the roles. */
export async function prepareCluster(administrator: Administrator): Promise<void> {
  const { text } = await administrator.get('/apis');
  const { groups } = Value.Parse(ApiGroups, JSON.parse(text));

  await Promise.all([
    administrator.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: SYSTEM_NAMESPACE } }),
    administrator.apply(learnerRole()),
    administrator.apply(graderRole(groups.map(({ name }) => name))),
  ]);
}
