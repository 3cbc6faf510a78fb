import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import type { ClusterAccess } from '../../../../graders/cluster-access/cluster-access.ts';
import { readWholeLog } from '../../../../graders/evidence/read-whole-log.ts';

const AT = '2026-11-30T19:10:29Z stdout';
const UID = '00000000-0000-0000-0000-000000000000';

function podWith(restartCount: number, containerID?: string): V1Pod {
  const status = {
    name: 'main',
    restartCount,
    ready: true,
    image: '',
    imageID: '',
    ...(containerID && { containerID }),
  };

  return {
    metadata: { name: 'web', namespace: 'space', uid: UID },
    spec: { nodeName: 'node', containers: [{ name: 'main' }] },
    status: { containerStatuses: [status] },
  };
}

function read(
  parts: readonly (readonly [number, string])[],
  { cut = false, pod = podWith(0, 'containerd://1') } = {},
) {
  const asked: unknown[] = [];

  const ask = (operation: string, request: unknown) => {
    asked.push([operation, request]);
    return Promise.resolve({
      parts: parts.map(([life, text]) => ({ life, content: Buffer.from(text).toString('base64') })),
      cut,
    });
  };

  const cluster = { host: { ask } } as unknown as ClusterAccess;
  return { asked, log: readWholeLog({ cluster }, pod, 'main') };
}

describe('readWholeLog', () => {
  it('asks for the log of that container alone', async () => {
    const { asked, log } = read([]);
    await log;
    const request = { node: 'node', namespace: 'space', pod: 'web', uid: UID, container: 'main' };
    expect(asked).toEqual([['read-log', request]]);
  });

  it('joins the files of a life, and keeps lives apart', async () => {
    const { log } = read(
      [
        [0, `${AT} F a\n${AT} P b`],
        [0, `c\n${AT} P d\n`],
        [1, `${AT} F e\n`],
      ],
      { pod: podWith(1, 'containerd://1') },
    );

    const { text, lines, complete } = await log;
    expect([text, complete]).toEqual(['a\nbcde\n', true]);

    expect(lines.map(({ life, text: line, unfinished }) => [life, line, unfinished])).toEqual([
      [0, 'a', false],
      [0, 'bcd', true],
      [1, 'e', false],
    ]);
  });

  it.each<[string, number[], { cut?: boolean; pod?: V1Pod }, boolean]>([
    ['the only life', [0], {}, true],
    ['all lives', [0, 0, 1, 2], { pod: podWith(2, 'containerd://1') }, true],
    ['a log that is longer', [0], { cut: true }, false],
    ['a log whose first life is gone', [1, 2], { pod: podWith(2, 'containerd://1') }, false],
    ['a log with a gap', [0, 2], { pod: podWith(2, 'containerd://1') }, false],
    ['a log whose last life is not there', [0], { pod: podWith(1, 'containerd://1') }, false],
    ['no log of a container that has run', [], {}, false],
    ['no log of one that has not', [], { pod: podWith(0) }, true],
    ['one that ran on after its status was read', [0, 1], {}, true],
  ])('says whether it is whole: %s', async (_, lives, options, complete) => {
    const { log } = read(
      lives.map((life) => [life, `${AT} F x\n`] as const),
      options,
    );

    expect((await log).complete).toBe(complete);
  });

  it('has nothing of a pod without a node', async () => {
    const { asked, log } = read([], { pod: { spec: { containers: [{ name: 'main' }] } } });
    expect([await log, asked]).toEqual([{ text: '', complete: true, lines: [] }, []]);
  });
});
