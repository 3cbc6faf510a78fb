import { observeContainer } from '../../graders/containers/observe-container.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { podProblem } from '../../graders/workloads/pod-problem.ts';
import type { Pod } from './app-pods.ts';
import { CONFIG } from './trials/config-mount.ts';

type Seen = Extract<Awaited<ReturnType<typeof observeContainer>>, { running: true }>;

export interface MainSeen {
  /** The process that runs the server. */
  server: Seen['processes'][number];
  /** Everything else that runs in `main`. */
  processes: Seen['processes'];
  /** The rendered file as `main` sees it. */
  config: NonNullable<ReturnType<Seen['files']['get']>>;
}

/**
 * What the node shows of `main`: its netexec and the rendered file. Seen from outside, because everything inside the
 * container is the learner's. Throws a Mismatch `main-not-running` or `server-missing` while there is nothing to see.
 */
export async function observeMain(context: GraderContext, pod: Pod): Promise<MainSeen> {
  const name = pod.metadata?.name ?? '';
  const seen = await observeContainer(context, pod, 'main', { files: [CONFIG] });
  if (!seen.running) throw context.mismatch('main-not-running', { pod: name }, { found: podProblem(pod) });
  const { processes, files } = seen;
  const server = processes.find(isNetexec);
  const found = processes.map(({ arguments: words }) => words.join(' ').slice(0, 80)).join('; ');
  if (server === undefined) throw context.mismatch('server-missing', { pod: name }, { found });
  return { server, processes, config: files.get(CONFIG) ?? { type: 'missing' } };
}

/** The program of the image, not a file of that name in a volume. */
function isNetexec({ executable, arguments: [, mode] }: Seen['processes'][number]): boolean {
  return executable === '/agnhost' && mode === 'netexec';
}
