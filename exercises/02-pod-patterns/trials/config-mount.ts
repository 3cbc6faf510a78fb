import type { PodSpec } from '../app-pods.ts';
import { withoutTrailing } from '../../../graders/text/without-trailing.ts';

export const CONFIG = '/config/app.conf';

/** What a container of the grader's needs to see `/config/app.conf` as `main` does; undefined where no volume lies there. */
export function configMount(spec: PodSpec) {
  const main = spec.containers.find(({ name }) => name === 'main');

  const [mount] = (main?.volumeMounts ?? [])
    .filter(({ mountPath }) => `${CONFIG}/`.startsWith(`${withoutTrailing(mountPath, '/')}/`))
    .toSorted((a, b) => b.mountPath.length - a.mountPath.length);

  if (mount === undefined) return undefined;
  // Names in subPathExpr are those of the container's environment.
  const env = mount.subPathExpr === undefined ? [] : (main?.env ?? []);
  return { volumeMounts: [{ ...mount, readOnly: false }], env };
}
