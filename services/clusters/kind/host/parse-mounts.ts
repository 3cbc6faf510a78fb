import type { ObservedMount } from '../../../../graders/contract/host/observe-container.ts';

interface MountLine {
  device: string;
  /** What of the file system is mounted. */
  root: string;
  point: string;
  options: string[];
  fileSystem: string;
}

/** Where kubelet keeps a pod's volumes, in the node and, under other folders, on the machine. */
const VOLUME = /\/pods\/([0-9a-f-]{36})\/volumes\/kubernetes\.io~([a-z0-9-]+)\/([^/]+)(\/.*)?$/;

/**
 * The mounts of a container, and which volume of its pod is behind each. A volume on a disk shows in what is mounted; one that is a
 * file system of its own, as those in memory are, is found by its device among the node's mounts.
 *
 * @param container Its mountinfo (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html).
 * @param node The node's, of which only kubelet's folders matter.
 */
export function parseMounts(container: string, node: string, podUid: string): ObservedMount[] {
  const ofPod = (path: string) => {
    const [, uid, plugin, name, part] = VOLUME.exec(path) ?? [];
    return uid === podUid && plugin !== undefined && name !== undefined
      ? { plugin, name, part: part ?? '/' }
      : undefined;
  };

  const volumes = readLines(node).flatMap((line) => {
    const volume = ofPod(line.point);
    return volume?.part === '/' ? [{ ...line, volume }] : [];
  });

  return readLines(container).map(({ device, root, point, options, fileSystem }) => {
    const own = volumes.find((one) => one.device === device && isWithin(root, one.root));
    const volume = own ? { ...own.volume, part: partOf(root, own.root) } : ofPod(root);
    return {
      path: point,
      readOnly: options.includes('ro'),
      fileSystem,
      ...(volume && { volume }),
    };
  });
}

function readLines(text: string): MountLine[] {
  return text.split('\n').flatMap((line) => {
    const words = line.split(' ');
    const [, , device, root, point, options] = words;
    const fileSystem = words[words.indexOf('-', 6) + 1];
    // Where the reading was cut the last line is not whole.
    if (device === undefined || root === undefined || point === undefined || options === undefined) return [];
    if (fileSystem === undefined || !words.includes('-', 6)) return [];
    return [
      {
        ...{ device, root: unescapePath(root), point: unescapePath(point) },
        ...{ options: options.split(','), fileSystem },
      },
    ];
  });
}

/** The kernel writes space, tab, newline and backslash as three octal digits. */
export function unescapePath(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

function partOf(path: string, folder: string): string {
  const part = folder === '/' ? path : path.slice(folder.length);
  return part === '' ? '/' : part;
}
