import type { V1Pod, V1PodSpec } from '../../graders/core/kubernetes-types.ts';
import { observeContainer, type ContainerObservation } from '../../graders/containers/observe-container.ts';
import type { ObservedFile } from '../../graders/contract/host/observed-file.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import type { SubmittedSecret } from '../../graders/config/leaks/submitted-secrets.ts';
import { hasWord } from '../../graders/network/has-word.ts';
import { submittedPlace } from '../../graders/objects/submitted-place.ts';
import { canRead, isPrivate, type User } from './file-access.ts';
import { secretFilePaths } from './secret-file-paths.ts';
import { sourceOf, type FileSource, type KeysOf } from './volume-source.ts';

const FOLDER = '/etc/app-c';
const PASSWORD = `${FOLDER}/password`;
/** Files that can be looked at together. */
const MOST_FILES = 32;
const NOBODY: User = { uid: 0, gid: 0, groups: [] };

type Seen = Extract<ContainerObservation, { running: true }>;
type SeenFile = Extract<ObservedFile, { type: 'file' }>;

export interface Projected {
  secrets: readonly SubmittedSecret[];
  keysOf: KeysOf;
  /** The word that stands in `settings`. */
  word: string;
}

/** A container that was looked at. */
interface FilesOf {
  spec: V1PodSpec;
  seen: Seen;
  keysOf: KeysOf;
}

interface WantedFile {
  file: string;
  source: FileSource;
  wanted: string;
  holds: (content: string) => boolean;
}

/**
 * Checks what the first container of an app-c pod sees below /etc/app-c, looked at from the node, and that none of its containers
 * has the password in a file for others too. Tells the secret that `password` holds as soon as that is known. Throws a Mismatch
 * `file-not-in-pod`, `file-not-from-volume`, `wrong-file-content` or `secret-file-open`.
 */
export async function expectProjectedFiles(
  context: GraderContext,
  pod: V1Pod,
  { secrets, keysOf, word }: Projected,
  tellSecret: (secret: SubmittedSecret) => void,
): Promise<void> {
  const name = pod.metadata?.name ?? '';
  const spec: V1PodSpec = pod.spec ?? { containers: [] };

  const wanted: WantedFile[] = [
    { file: 'settings', source: 'ConfigMap', wanted: word, holds: (text) => hasWord(text, word) },
    { file: 'pod-name', source: 'pod', wanted: 'metadata.name', holds: (text) => text === name },
    {
      file: 'namespace',
      source: 'pod',
      wanted: 'metadata.namespace',
      holds: (text) => text === context.namespace,
    },
    {
      file: 'password',
      source: 'Secret',
      wanted: 'Secret',
      holds: (text) => secrets.some(({ value }) => value === text),
    },
  ];

  let secret: SubmittedSecret | undefined;

  for (const [i, { name: container }] of spec.containers.entries()) {
    const own = i === 0 ? wanted.map(({ file }) => `${FOLDER}/${file}`) : [];
    const files = [...new Set([...own, ...secretFilePaths(spec, container, keysOf)])].slice(0, MOST_FILES);
    if (files.length === 0) continue;
    const seen = await observeContainer(context, pod, container, { files });
    if (!seen.running)
      throw context.mismatch(
        'file-not-in-pod',
        { pod: name, path: FOLDER },
        { found: `container ${container} does not run` },
      );
    const of = { spec, seen, keysOf };
    secret ??= mountedSecret(of, secrets);
    if (i === 0 && secret) tellSecret(secret);
    if (i === 0) for (const file of wanted) expectFile(context, of, { pod: name, file });
    expectPrivate(context, seen, secret);
  }
}

/** The secret that the file `password` holds, if it is a file of a Secret. */
function mountedSecret(of: FilesOf, secrets: readonly SubmittedSecret[]): SubmittedSecret | undefined {
  const found = of.seen.files.get(PASSWORD);
  if (found?.type !== 'file' || fileSource(of, found) !== 'Secret') return undefined;
  return secrets.find(({ value }) => value === found.content.trim());
}

/** Checks one file: that it is there, comes from where it should, can be read, and holds what it should. */
function expectFile(
  context: GraderContext,
  of: FilesOf,
  { pod, file }: { pod: string; file: WantedFile },
): void {
  const path = `${FOLDER}/${file.file}`;
  const position = placeOfVolumes(context);
  const { seen } = of;
  const found = seen.files.get(path);
  if (found?.type !== 'file') throw context.mismatch('file-not-in-pod', { pod, path }, { position });
  const volume = volumeOf(seen, found);
  if (fileSource(of, found) !== file.source)
    throw context.mismatch(
      'file-not-from-volume',
      { pod, path, source: file.source === 'pod' ? 'downwardAPI' : file.source },
      {
        position,
        found: volume ? `a file of volume ${volume.name} (${volume.plugin})` : 'a file of the container',
      },
    );
  if (!canRead(found, seen.processes[0] ?? NOBODY))
    throw context.mismatch('file-not-in-pod', { pod, path }, { position, found: `mode ${octal(found)}` });
  if (!file.holds(found.content.trim()))
    throw context.mismatch('wrong-file-content', { pod, path, wanted: file.wanted }, { position });
}

/** Checks that whatever file holds the password is for the container's user alone. */
function expectPrivate(context: GraderContext, seen: Seen, secret: SubmittedSecret | undefined): void {
  for (const [path, file] of seen.files) {
    if (file.type !== 'file' || file.content.trim() !== secret?.value) continue;
    if (!isPrivate(file, seen.processes[0] ?? NOBODY))
      throw context.mismatch(
        'secret-file-open',
        { path, mode: octal(file) },
        { expected: '0400, or 0440 for a user other than root', position: placeOfVolumes(context) },
      );
  }
}

function volumeOf(seen: Seen, { mount }: SeenFile): Seen['mounts'][number]['volume'] {
  return seen.mounts.findLast(({ path }) => path === mount)?.volume;
}

function fileSource({ spec, seen, keysOf }: FilesOf, file: SeenFile): FileSource | undefined {
  const volume = volumeOf(seen, file);
  return volume && sourceOf(spec, { volume: volume.name, path: pathInVolume(file, volume.part) }, keysOf);
}

/** The way to a file inside its volume, without the dated folder that kubelet puts between. */
function pathInVolume({ path, mount }: SeenFile, part: string): string {
  return `${part}/${path.slice(mount.length)}`
    .split('/')
    .filter((step) => step !== '' && !step.startsWith('..'))
    .join('/');
}

function octal({ mode }: Pick<SeenFile, 'mode'>): string {
  return mode.toString(8).padStart(4, '0');
}

function placeOfVolumes(context: GraderContext) {
  const path = ['spec', 'template', 'spec', 'volumes'];
  return submittedPlace(context, { in: 'v1/', kind: 'Deployment', name: 'app-c', path });
}
