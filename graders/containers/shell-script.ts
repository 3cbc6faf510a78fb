import { posix } from 'node:path';

/** A script that a shell runs from a file. */
export interface ShellScript {
  path: string;
  arguments: readonly string[];
}

const SHELLS = new Set(['sh', 'ash', 'bash', 'dash']);

/**
 * Which file a shell was started to run, by the arguments of its process; undefined when it is no shell, or reads its
 * commands from elsewhere, as with `-c` and `-s`. A program can name itself as it likes: whether it is the shell that it says
 * its executable tells.
 */
export function shellScript(command: readonly string[]): ShellScript | undefined {
  const [program = '', ...rest] = command;
  const words = posix.basename(program) === 'busybox' ? rest : [program, ...rest];
  if (!SHELLS.has(posix.basename(words[0] ?? '').replace(/^-/, ''))) return undefined;

  for (let i = 1; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const option = /^[-+][A-Za-z]+$/.test(word);
    if (!option && word !== '--')
      return word === '' ? undefined : { path: word, arguments: words.slice(i + 1) };
    if (option && /[cs]/.test(word)) return undefined;
    // `-o` is followed by the name of an option.
    if (option && word.endsWith('o')) i += 1;
  }

  return undefined;
}
