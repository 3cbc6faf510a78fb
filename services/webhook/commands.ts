import { withoutQuotedText } from './without-quoted-text.ts';

export const COMMANDS = ['regrade', 'help', 'hint', 'ok-to-grade', 'submit'] as const;
export type Command = (typeof COMMANDS)[number];

/** GitHub takes no longer comments. */
const LONGEST = 65_536;
const COMMAND = /^\/([a-z-]+)$/;

/**
 * The command in a comment, if there is exactly one way to read it: alone on its line, at the line's start, outside
 * code, quotes and HTML comments; capitals and full-width letters count like others. The first one counts. People quote
 * commands, explain them and paste logs; each accident would cost a grading
 * (https://github.com/bors-ng/bors-ng/issues/173).
 */
export function parseCommand(comment: string): Command | undefined {
  for (const line of withoutQuotedText(comment.slice(0, LONGEST))) {
    const word = COMMAND.exec(asTyped(line))?.[1];
    const command = COMMANDS.find((one) => one === word);
    if (command !== undefined) return command;
  }

  return undefined;
}

/** Without what input methods, phones and copied text make of a word: other widths, capitals, characters nobody sees. */
function asTyped(line: string): string {
  return line
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trimEnd()
    .toLowerCase();
}
