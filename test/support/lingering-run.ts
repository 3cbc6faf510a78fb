import { execa } from 'execa';
import type { School } from './school.ts';

const LINGERS = [
  '--field-selector=metadata.name=greeting',
  '--output=custom-columns=:.metadata.namespace,:.data.linger',
  '--no-headers',
];

/** A run of the exercise 00-smoke whose greeting asks it to linger. */
export interface LingeringRun {
  /** Name of the node container it runs in. */
  node: string;
  /** Lets it go on. */
  end(): Promise<void>;
}

/**
 * Waits until a run lingers.
 *
 * @param other Name of a node whose run is not meant.
 * @param host Address of the engine, where it is not the one that everybody uses.
 */
export function lingeringRun(school: School, { other = '', host }: { other?: string; host?: string } = {}) {
  const docker = async (...args: string[]) =>
    (await execa('docker', args, host === undefined ? {} : { env: { DOCKER_HOST: host } })).stdout;

  const kubectl = (node: string, ...args: string[]) =>
    docker('exec', node, 'kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf', ...args);

  const find = async (): Promise<LingeringRun | undefined> => {
    const filters = ['--filter', `name=^${school.prefix}-`, '--filter', 'status=running'];
    const listed = await docker('ps', ...filters, '--format', '{{.Names}}');

    for (const node of listed.split('\n').filter((name) => name !== '' && name !== other)) {
      // The greeting of a run that does not linger may be gone before it is told to go on.
      const lingering = await kubectl(node, 'get', 'configmaps', '--all-namespaces', ...LINGERS).catch(
        () => '',
      );

      const namespace = /^(\S+) +[1-9]/m.exec(lingering)?.[1];
      if (namespace === undefined) continue;
      const patch = ['--type=merge', '--patch', '{"data":{"linger":"0"}}'];

      const end = async () =>
        void (await kubectl(node, 'patch', 'configmap', 'greeting', '--namespace', namespace, ...patch));

      return { node, end };
    }

    return undefined;
  };

  return school.eventually('a run lingers', find, 180_000);
}
