import { describe, expect, it } from 'vitest';
import { chooseNodeImage } from '../../../../../services/clusters/kind/node-image/choose-node-image.ts';
import type { CommandRunner } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import { DEFAULT_NODE_IMAGE } from '../../../../../services/clusters/kind/node-image/node-image.ts';

const NODE = '["/usr/local/bin/entrypoint","/sbin/init"]';

/** An engine that has the images given, newest first, each with its entry point. */
function engine(images: Readonly<Record<string, string>>): CommandRunner {
  return async ({ args }) => {
    const answer = (stdout: string, exitCode = 0) => ({
      exitCode,
      stdout,
      stderr: exitCode === 0 ? '' : 'Error: No such image',
      notFound: false,
      timedOut: false,
      aborted: false,
      outputTooLarge: false,
    });

    if (args[1] === 'ls') return answer(`${Object.keys(images).join('\n')}\n`);
    const entrypoint = images[args.at(-1) ?? ''];
    return entrypoint === undefined ? answer('', 1) : answer(`${entrypoint}\n`);
  };
}

describe('chooseNodeImage', () => {
  it.each([
    [
      'takes the setting whatever the engine has',
      'my/node:1',
      { [DEFAULT_NODE_IMAGE]: NODE },
      'my/node:1',
      'setting',
    ],
    [
      'prefers the stock image',
      undefined,
      { 'my/node:1': NODE, [DEFAULT_NODE_IMAGE]: NODE },
      DEFAULT_NODE_IMAGE,
      'stock',
    ],
    [
      'finds the newest node image of the engine',
      undefined,
      { 'redis:7': '["redis"]', 'my/node:2': NODE, 'my/node:1': NODE },
      'my/node:2',
      'found',
    ],
    [
      'falls back to pulling the stock image',
      undefined,
      { 'redis:7': '["redis"]' },
      DEFAULT_NODE_IMAGE,
      'stock',
    ],
    [
      'passes over images that were made from node images here',
      undefined,
      { 'saiten-node-layers:0123': NODE, 'saiten-node-primed:0123': NODE, 'my/node:1': NODE },
      'my/node:1',
      'found',
    ],
    ['passes over untagged images', undefined, { '<none>:<none>': NODE }, DEFAULT_NODE_IMAGE, 'stock'],
  ] as const)('%s', async (_case, wanted, images, image, reason) => {
    expect(await chooseNodeImage({ wanted, runner: engine(images), environment: {} })).toEqual({
      image,
      reason,
    });
  });
});
