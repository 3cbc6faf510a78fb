import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** File descriptor of what is said. */
const SAYS = 3;

/**
 * The whole of a confined process: waits for one request on standard input, works, says the answer and ends.
 *
 * @param work Gets the request, and says through `busy` what it is about to work on.
 */
export async function serveConfined(
  work: (request: unknown, busy: (at: string) => void) => unknown,
): Promise<never> {
  // An error that is thrown ten thousand times must not cost ten thousand stacks.
  Error.stackTraceLimit = 5;
  const request: unknown = JSON.parse(await text(process.stdin));
  say('busy ');
  const answer = work(request, (at) => say(`busy ${at.replaceAll('\n', ' ')}`));
  say(`answer ${JSON.stringify(answer)}`);
  process.exit(0);
}

/** All of it: a pipe takes what it has room for. */
function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let from = 0; from < bytes.length;) from += writeSync(SAYS, bytes, from);
}
