import type { HostAnswer, HostRequest } from '../../../../graders/contract/host/host-operations.ts';
import { readFields } from './fields.ts';
import type { HostSite } from './host-site.ts';
import { scriptText } from './node-scripts.ts';
import { FILE_READ, observedFileOf } from './observed-file-of.ts';
import { requireOwnNamespace } from './require-own-namespace.ts';

/** Reads a file of a volume of one of the run's pods, see `scripts/read-volume-file.sh`. */
export async function readVolumeFile(
  { node, pod, volume, path }: HostRequest<'read-volume-file'>,
  site: HostSite,
): Promise<HostAnswer<'read-volume-file'>> {
  const args = [pod, volume, await scriptText('read-file'), String(FILE_READ), path];
  const limits = { seconds: 20, outputLimit: 1024 * 1024 };
  const fields = readFields(await site.run(node, 'read-volume-file', args, limits));
  const namespace = fields.text();
  if (namespace === '') return { type: 'missing' };
  requireOwnNamespace(site, namespace);
  return observedFileOf(fields);
}
