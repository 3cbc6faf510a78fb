import type { V1Pod } from '@kubernetes/client-node';
import type { GraderContext } from '../grader-context.ts';
import { runInPod } from './run-in-pod.ts';

/** A file as a container sees it. */
export interface FileInPod {
  /** Permission bits of what the path leads to. */
  mode: number;
  /** User id the container runs as. */
  user: number;
  content: string;
}

/** The mode of the file a link leads to, the user of the container, then the content. */
const READ = 'stat -L -c %a "$1" && id -u && cat "$1"';

/**
 * Reads a file from the first container of a pod as that container's user, or says in the words of the
 * container why it cannot be read. The image must have `sh`, `stat`, `id` and `cat`.
 */
export async function readFileInPod(
  context: GraderContext,
  { metadata, spec }: V1Pod,
  path: string,
): Promise<FileInPod | { unreadable: string }> {
  const { exitCode, stdout, stderr } = await runInPod(
    context.cluster.learner,
    {
      namespace: context.namespace,
      pod: metadata?.name ?? '',
      container: spec?.containers[0]?.name ?? '',
      command: ['sh', '-c', READ, 'read', path],
    },
    context,
  );
  const [, mode, user, content] = /^([0-7]+)\n(\d+)\n(.*)$/s.exec(stdout) ?? [];
  if (exitCode !== 0 || mode === undefined || user === undefined || content === undefined)
    return { unreadable: stderr.trim() || `exit code ${exitCode}` };
  return { mode: Number.parseInt(mode, 8), user: Number(user), content };
}
