import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../../graders/containers/shell-script.ts';

describe('shellScript', () => {
  it.each([
    { command: 'sh /work/a.sh 3', path: '/work/a.sh', rest: ['3'] },
    { command: '/bin/sh a.sh', path: 'a.sh', rest: [] },
    { command: 'busybox sh -x -e a.sh 1 2', path: 'a.sh', rest: ['1', '2'] },
    { command: '-ash -eu +x -- a.sh', path: 'a.sh', rest: [] },
    { command: 'bash -o pipefail -euo nounset a.sh 1', path: 'a.sh', rest: ['1'] },
    { command: 'sh ./a.sh -c', path: './a.sh', rest: ['-c'] },
  ])('reads $command', ({ command, path, rest }) => {
    expect(shellScript(command.split(' '))).toEqual({ path, arguments: rest });
  });

  it.each([
    'sh -c true /work/a.sh 3',
    'sh -ec true /work/a.sh',
    'sh -s 3',
    'sh',
    'cat a.sh',
    'busybox cat a.sh',
    'busybox',
    '',
  ])('sees no script in "%s"', (command) => {
    expect(shellScript(command.split(' '))).toBeUndefined();
  });
});
