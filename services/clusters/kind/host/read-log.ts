import type { HostAnswer, HostRequest } from '../../../../graders/contract/host/host-operations.ts';
import type { HostSite } from './host-site.ts';
import { requireOwnNamespace } from './require-own-namespace.ts';

/** Bytes of all files together, as the runtime wrote them. */
const LIMIT = 4 * 1024 * 1024;
/** Of a log that is renamed while it is read. */
const TRIES = 5;

/** Reads the log of a container of one of the run's pods, see `scripts/read-log.sh`. */
export async function readLog(
  { node, namespace, pod, uid, container }: HostRequest<'read-log'>,
  site: HostSite,
): Promise<HostAnswer<'read-log'>> {
  requireOwnNamespace(site, namespace);
  const args = [`/var/log/pods/${namespace}_${pod}_${uid}/${container}`, String(LIMIT)];
  let found = await read(args, node, site);
  for (let tries = 1; found.end === 'changed' && tries < TRIES; tries++) found = await read(args, node, site);
  // Who writes so fast that the files keep changing has written more than is read.
  return { parts: found.parts, cut: found.end !== 'end' };
}

async function read(args: readonly string[], node: string, site: HostSite) {
  const printed = await site.run(node, 'read-log', args, { seconds: 30, outputLimit: LIMIT * 2 });
  const lines = printed.split('\n').filter(Boolean);
  const end = lines.pop();
  if (end !== 'end' && end !== 'cut' && end !== 'changed')
    throw new Error(`the log ends with "${end?.slice(0, 40)}"`);

  const parts = lines.map((line) => {
    const [life, content = ''] = line.split(' ');
    return { life: Number(life), content };
  });

  return { parts, end };
}
