import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

/**
 * The stack of an error with the files and lines of the sources in place of those of the compiled program.
 * Node's own `--enable-source-maps` does the same, but reads the map at every start, which costs more than starting.
 *
 * @param program Path of the compiled program; its map lies beside it as `<program>.map`. Without one the stack stays as it is.
 */
export function sourceStack(stack: string, program: string): string {
  let map: SourceMap;

  try {
    map = new SourceMap(JSON.parse(readFileSync(`${program}.map`, 'utf8')) as SourceMapPayload);
  } catch {
    return stack;
  }

  return stack.replaceAll(/file:\/\/[^\s()]*:(\d+):(\d+)/g, (place, line: string, column: string) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return place;
    return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
