import { Failure } from '../../../domain/failure.ts';
import type { Docker } from '../engine/docker.ts';
import { programOutput } from '../engine/program-output.ts';
import { tarArchive } from '../engine/tar-archive.ts';

export interface RenderKustomizeOptions {
  docker: Pick<Docker, 'exec'>;
  /** Node container in which the rendering runs. */
  container: string;
  files: ReadonlyMap<string, string>;
  /** Folder of the files that holds the kustomization; `.` for the top. */
  folder: string;
  /** How long it may take by the clock; 20 unless told, and never longer. */
  seconds?: number;
  signal: AbortSignal;
}

const SECONDS = 20;
/** Seconds of CPU time, and MiB of memory that may be written to: kubectl renders an exercise in a second and 64 MiB. */
const CPU_SECONDS = 10;
const DATA_MIB = 384;
const INPUT_LIMIT = 8 * 1024 * 1024;
const OUTPUT_LIMIT = 2 * 1024 * 1024;
/** Exit codes of the script below that say who failed; Docker's own are 125 to 127. */
const KUSTOMIZE_FAILED = 10;
const TOO_SLOW = 11;
/** What Go says before it ends. */
const OUT_OF_MEMORY = /^(fatal error|runtime): .*(memory|allocat)/m;

/**
 * Unpacks standard input and renders `$1` of it for `$2` seconds, without network and without rights: a kustomization may
 * name remote bases, and kubectl would fetch them from inside the node. Patches, replacements and aliases may multiply in
 * ways nobody counts beforehand: the kernel ends what takes too much.
 */
const SCRIPT = `
set -eu
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
tar -xf - -C "$work"
cd "$work"
ulimit -c 0
ulimit -t ${CPU_SECONDS}
ulimit -d ${DATA_MIB * 1024}
code=0
HOME="$work" timeout -k 1 "$2" unshare --net -- \\
  setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs -- kubectl kustomize "$1" || code=$?
case $code in
  0) exit 0 ;;
  124 | 137) exit ${TOO_SLOW} ;;
  126 | 127) exit 1 ;;
  *) exit ${KUSTOMIZE_FAILED} ;;
esac
`;

/**
 * Renders a kustomization with the kubectl of a node and returns YAML. Throws a Failure: `learner` with code
 * `kustomize-failed` and what kubectl said, `infrastructure` with code `kustomize-unavailable` when it never
 * came to that.
 */
export async function renderKustomize(options: RenderKustomizeOptions): Promise<string> {
  const { docker, container, files, folder, signal } = options;
  const seconds = Math.ceil(Math.min(SECONDS, options.seconds ?? SECONDS));
  for (const path of [...files.keys(), folder]) requireInside(path);
  const archive = await tarArchive(files);
  if (archive.length > INPUT_LIMIT)
    throw refused(`the files are larger than ${INPUT_LIMIT / 1024 / 1024} MiB.`);

  const outcome = await docker.exec({
    container,
    command: ['sh', '-c', SCRIPT, 'sh', folder, String(seconds)],
    stdin: archive,
    timeoutMs: (seconds + 10) * 1000,
    outputLimit: OUTPUT_LIMIT,
    signal,
  });

  if (outcome.outputTooLarge) throw refused(`it renders to more than ${OUTPUT_LIMIT / 1024 / 1024} MiB.`);
  if (outcome.exitCode === 0) return outcome.stdout;

  if (outcome.exitCode === KUSTOMIZE_FAILED) {
    if (OUT_OF_MEMORY.test(outcome.stderr))
      throw refused(`rendering took more than ${DATA_MIB} MiB of memory.`);
    throw refused(programOutput(outcome));
  }

  if (outcome.exitCode === TOO_SLOW) throw refused(`rendering took longer than ${seconds} s.`);
  throw new Failure(
    'infrastructure',
    'kustomize-unavailable',
    `Expected the node ${container} to render a kustomization, found: ${programOutput(outcome)}. The node image ` +
      'must hold sh, tar, timeout, unshare, setpriv and kubectl.',
    { facts: { container, exitCode: outcome.exitCode ?? null } },
  );
}

/** Nothing absolute, nothing that climbs: the names become files in a node. */
function requireInside(path: string): void {
  const parts = path.split('/');
  const climbs = path.startsWith('/') || path === '' || parts.includes('..') || parts.includes('');
  if (climbs || path.startsWith('-') || /[\\\u0000-\u001f]/.test(path))
    throw refused(`the path ${JSON.stringify(path)} does not stay inside the submission.`);
}

function refused(found: string): Failure {
  return new Failure(
    'learner',
    'kustomize-failed',
    `Expected "kubectl kustomize" to render the submission, found: ${found}`,
  );
}
