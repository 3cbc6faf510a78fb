/** What kubectl does not read as YAML does. */
export interface LineProblem {
  reason: 'separator-refused' | 'behind-document-end';
  /** In characters. */
  offset: number;
}

/**
 * The text as kubectl divides it into documents, each character in its place. kubectl looks at lines, not at tokens: every
 * line that starts with `---` separates, and nothing but a comment may follow on it; of what is behind `...` it reads
 * nothing up to the next such line. A carriage return and U+0085 end a line by themselves.
 * https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/util/yaml/decoder.go
 */
export function documentLines(content: string): { text: string } | LineProblem {
  const whole = content.replaceAll(/\r(?!\n)|\u0085/g, '\n');
  const lines: string[] = [];
  let offset = 0;
  let hasEnded = false;

  for (const line of whole.split('\n')) {
    const rest = line.startsWith('---') ? line.slice(3).trim() : undefined;
    if (rest !== undefined) {
      if (rest !== '' && !rest.startsWith('#')) return { reason: 'separator-refused', offset };
      hasEnded = false;
    } else if (hasEnded && !/^\s*(#.*)?$/.test(line.replace('\ufeff', '')) && !/^\.\.\.(\s|$)/.test(line))
      return { reason: 'behind-document-end', offset };
    if (/^\.\.\.(\s|$)/.test(line)) hasEnded = true;
    // Where a comment follows without a blank, YAML sees a word.
    lines.push(rest?.startsWith('#') === true ? `---${' '.repeat(line.length - 3)}` : line);
    offset += line.length + 1;
  }

  return { text: lines.join('\n') };
}
