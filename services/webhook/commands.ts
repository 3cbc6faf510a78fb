import { withoutQuotedText } from './without-quoted-text.ts';

export type Command = 'regrade' | 'help';

const COMMAND = /^\/(regrade|help)[ \t]*$/;

/**
 * The command in a comment, if there is exactly one way to read it: alone on its line, at the line's start, outside
 * code, quotes and HTML comments. The first one counts. People quote commands, explain them and paste logs; each
 * accident would cost a grading (https://github.com/bors-ng/bors-ng/issues/173).
 */
export function parseCommand(comment: string): Command | undefined {
  for (const line of withoutQuotedText(comment)) {
    const word = COMMAND.exec(line)?.[1];
    if (word === 'regrade' || word === 'help') return word;
  }
  return undefined;
}
