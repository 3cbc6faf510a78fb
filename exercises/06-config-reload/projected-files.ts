import type { GraderContext } from '../../graders/grader-context.ts';
import { hasWord } from '../../graders/traffic/has-word.ts';
import { readFileInPod, type FileInPod } from '../../graders/workload/read-file-in-pod.ts';
import type { RolledOut } from '../../graders/workload/rolled-out.ts';
import { submittedPlace } from '../../graders/workload/submitted-place.ts';

const FOLDER = '/etc/app-c';

/**
 * Checks what the first container of an app-c pod sees below /etc/app-c. `secrets` are the values of the
 * submission's Secrets. Throws a Mismatch `file-not-in-pod`, `wrong-file-content` or `secret-file-open`.
 */
export async function expectProjectedFiles(
  context: GraderContext,
  pod: RolledOut['pods'][number],
  secrets: readonly string[],
): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const position = submittedPlace(context, {
    in: 'v1/',
    kind: 'Deployment',
    name: 'app-c',
    path: ['spec', 'template', 'spec', 'volumes'],
  });
  const expectFile = async (file: string, wanted: string, holds: (content: string) => boolean) => {
    const path = `${FOLDER}/${file}`;
    const read = await readFileInPod(context, pod, path);
    if ('unreadable' in read)
      throw context.mismatch('file-not-in-pod', { pod: name, path }, { found: read.unreadable, position });
    if (!holds(read.content.trim()))
      throw context.mismatch('wrong-file-content', { pod: name, path, wanted }, { position });
    return read;
  };
  await expectFile('settings', 'c-v1', (content) => hasWord(content, 'c-v1'));
  await expectFile('pod-name', 'metadata.name', (content) => content === name);
  await expectFile('namespace', 'metadata.namespace', (content) => content === context.namespace);
  const password = await expectFile('password', 'Secret', (content) => secrets.includes(content));
  if (isPrivate(password)) return;
  const mode = password.mode.toString(8).padStart(4, '0');
  throw context.mismatch(
    'secret-file-open',
    { path: `${FOLDER}/password`, mode },
    { expected: '0400, or 0440 for a user other than root', position },
  );
}

/**
 * Kubelet makes such files for root. Another user can only be let in through the group that `fsGroup` sets, so
 * that for it reading by the group is as tight as it gets.
 */
function isPrivate({ mode, user }: FileInPod): boolean {
  return (mode & 0o077) === 0 || (user !== 0 && (mode & 0o037) === 0);
}
