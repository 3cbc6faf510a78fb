import { describe, expect, it } from 'vitest';
import { parseMounts } from '../../../../../services/clusters/kind/host/parse-mounts.ts';

const UID = '11111111-2222-3333-4444-555555555555';
const OTHER = '99999999-2222-3333-4444-555555555555';
const volume = (uid: string, rest: string) => `/var/lib/kubelet/pods/${uid}/volumes/kubernetes.io~${rest}`;

const onDisk = (rest: string, uid = UID) =>
  `/docker/volumes/abc/_data/lib/kubelet/pods/${uid}/volumes/kubernetes.io~${rest}`;

/** The node's: a secret of this pod, one of another, a volume on another disk. */
const NODE = [
  `900 100 0:70 / ${volume(UID, 'secret/sec')} rw,relatime shared:1 - tmpfs tmpfs rw`,
  `901 100 0:71 / ${volume(OTHER, 'secret/sec')} rw,relatime shared:2 - tmpfs tmpfs rw`,
  `902 100 8:16 /pv/one ${volume(UID, 'local-volume/pv')} rw,relatime shared:3 - ext4 /dev/sdb rw`,
].join('\n');

const mountsOf = (...lines: string[]) => parseMounts(lines.join('\n'), NODE, UID);

const line = (device: string, root: string, point: string, options = 'rw,relatime', fileSystem = 'ext4') =>
  `500 400 ${device} ${root} ${point} ${options} - ${fileSystem} src rw`;

describe('parseMounts', () => {
  it.each([
    [
      'a folder of kubelet',
      line('8:1', onDisk('empty-dir/data'), '/data'),
      { plugin: 'empty-dir', name: 'data', part: '/' },
    ],
    [
      'a part of one',
      line('8:1', onDisk('configmap/conf/..2026/key'), '/k'),
      { plugin: 'configmap', name: 'conf', part: '/..2026/key' },
    ],
    [
      'a file system in memory',
      line('0:70', '/', '/sec', 'ro', 'tmpfs'),
      { plugin: 'secret', name: 'sec', part: '/' },
    ],
    [
      'a part of that',
      line('0:70', '/..2026/key', '/sec', 'ro', 'tmpfs'),
      { plugin: 'secret', name: 'sec', part: '/..2026/key' },
    ],
    [
      'a folder of another disk',
      line('8:16', '/pv/one/sub', '/pv'),
      { plugin: 'local-volume', name: 'pv', part: '/sub' },
    ],
    ['that disk, but not the volume', line('8:16', '/pv/onemore', '/pv'), undefined],
    ['the same volume of another pod', line('0:71', '/', '/sec', 'ro', 'tmpfs'), undefined],
    ['a folder of another pod', line('8:1', onDisk('empty-dir/data', OTHER), '/data'), undefined],
    [
      'a folder that only looks like kubelet’s',
      line('8:1', `/pods/${UID}/volumes/x~y/z`, '/data'),
      undefined,
    ],
    ['the root', line('0:50', '/', '/', 'rw', 'overlay'), undefined],
  ])('knows what is behind %s', (_, text, expected) => {
    expect(mountsOf(text)[0]?.volume).toEqual(expected);
  });

  it('reads options of the mount and not those of the file system', () => {
    const found = mountsOf(
      '500 400 8:1 / /a ro,nosuid shared:5 master:6 - ext4 /dev/sda rw',
      line('8:1', '/', '/b'),
    );

    expect(found.map(({ readOnly }) => readOnly)).toEqual([true, false]);
  });

  it('reads the names that the kernel escapes', () => {
    expect(mountsOf(line('8:1', '/', '/a\\040b\\012c\\134d'))[0]?.path).toBe('/a b\nc\\d');
  });

  it('leaves out a line that is cut', () => {
    expect(mountsOf(line('8:1', '/', '/a'), '501 400 8:1 / /b rw', '501 400')).toHaveLength(1);
  });
});
