import type { HostAnswer, HostRequest } from '../../../../graders/contract/host/host-operations.ts';
import type { HostSite } from './host-site.ts';
import { observeContainer } from './observe-container.ts';

/** Ends a container of one of the run's pods, see `scripts/end-container.sh`. */
export async function endContainer(
  { node, container }: HostRequest<'end-container'>,
  site: HostSite,
): Promise<HostAnswer<'end-container'>> {
  // Throws for a container that is not the run's. An id is never given twice, so it stays true.
  const { running } = await observeContainer({ node, container, files: [] }, site);
  if (!running) return { processes: 0 };
  const printed = await site.run(node, 'end-container', [container], { seconds: 20, outputLimit: 1000 });
  if (!/^\d+\n$/.test(printed)) throw new Error(`"${printed.slice(0, 40)}" is no number of processes`);
  return { processes: Number(printed) };
}
