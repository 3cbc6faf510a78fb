import type { V1Container } from '@kubernetes/client-node';
import type { GraderContext } from '../core/grader-context.ts';
import { patchDeployment, type JsonPatchStep } from './patch-deployment.ts';
import { readDeployment, type StoredDeployment } from './read-deployment.ts';

/** Stays, ends at once when told to, and serves nothing. */
const DO_NOTHING = ['/bin/sh', '-c', "trap 'exit 0' TERM; sleep 86400 & wait"];

/**
 * Releases a revision whose containers run but do nothing: all that the learner wrote stays, probes above all,
 * only the programs of the containers (and of sidecars, not of init containers that have to end) are replaced.
 * Returns the Deployment as it was before.
 */
export async function releaseBrokenRevision(context: GraderContext, name: string): Promise<StoredDeployment> {
  const deployment = await readDeployment(context, name);
  const spec = deployment.spec.template.spec;

  const steps = [
    ...(spec?.containers ?? []).map((container, index) => ({ container, path: `containers/${index}` })),
    ...(spec?.initContainers ?? [])
      .map((container, index) => ({ container, path: `initContainers/${index}` }))
      .filter(({ container }) => container.restartPolicy === 'Always'),
  ].flatMap(({ container, path }) => replaceProgram(container, `/spec/template/spec/${path}`));

  await patchDeployment(context, name, steps);
  return deployment;
}

function replaceProgram({ args }: V1Container, path: string): JsonPatchStep[] {
  const command: JsonPatchStep = { op: 'add', path: `${path}/command`, value: DO_NOTHING };
  return args === undefined ? [command] : [command, { op: 'remove', path: `${path}/args` }];
}
