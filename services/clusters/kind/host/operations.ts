import type {
  HostAnswer,
  HostOperation,
  HostRequest,
} from '../../../../graders/contract/host/host-operations.ts';
import { endContainer } from './end-container.ts';
import type { HostSite } from './host-site.ts';
import { observeContainer } from './observe-container.ts';
import { readLog } from './read-log.ts';
import { readVolumeFile } from './read-volume-file.ts';

interface Operation<Name extends HostOperation> {
  run(request: HostRequest<Name>, site: HostSite): Promise<HostAnswer<Name>>;
  /** What exercise.yaml must declare among its `tools`; looking needs no leave. */
  tool?: string;
}

/** How each of the operations is done. */
export const OPERATIONS: { readonly [Name in HostOperation]: Operation<Name> } = {
  'observe-container': { run: observeContainer },
  'read-volume-file': { run: readVolumeFile },
  'read-log': { run: readLog },
  'end-container': { run: endContainer, tool: 'end-container' },
};
