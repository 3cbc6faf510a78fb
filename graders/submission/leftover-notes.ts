import type { ComposeFinding } from '../core/compose-finding.ts';
import type { Finding } from '../contract/finding.ts';
import { isManifest } from './is-manifest.ts';
import { leftovers } from './leftovers.ts';
import type { SubmittedDocument } from './submitted-files.ts';

/** Files with a note of their own; a person reads the first few. */
const MOST_FILES = 5;
/** Lines that a note names. */
const MOST_LINES = 10;

/**
 * Tells the learner, once for each file and at the first line, which fields were left out because only the cluster fills
 * them. Costs nothing.
 */
export function leftoverNotes(documents: readonly SubmittedDocument[], compose: ComposeFinding): Finding[] {
  const byFile = new Map<string, { line: number; field: string }[]>();

  for (const document of documents.filter(isManifest)) {
    const found = leftovers(document.value).map((path) => ({
      line: document.positionOf(path).line,
      field: path.join('.'),
    }));

    if (found.length > 0) byFile.set(document.file, [...(byFile.get(document.file) ?? []), ...found]);
  }

  return [...byFile].slice(0, MOST_FILES).map(([file, found]) => {
    const lines = [...new Set(found.map(({ line }) => line))].sort((a, b) => a - b);
    const [line = 1] = lines;
    return compose(
      'leftovers-ignored',
      {
        file,
        fields: [...new Set(found.map(({ field }) => field))].join(', '),
        lines: `${lines.slice(0, MOST_LINES).join(', ')}${lines.length > MOST_LINES ? ', …' : ''}`,
      },
      { position: { file, line } },
    );
  });
}
