import { execa } from 'execa';

/** Names of the containers and networks whose name starts with the prefix, in whatever state. */
export async function remainsOf(prefix: string): Promise<string[]> {
  const lists = await Promise.all([
    execa('docker', ['ps', '--all', '--format', '{{.Names}}']),
    execa('docker', ['network', 'ls', '--format', '{{.Name}}']),
  ]);

  return lists.flatMap(({ stdout }) => stdout.split('\n')).filter((name) => name.startsWith(`${prefix}-`));
}
