import type { SourcePosition } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import type { SubmittedDocument } from '../../graders/submission/submitted-files.ts';
import { valueAt } from '../../graders/submission/value-at.ts';

/** A place of edits.yaml, such as `['deletion', 'orphan', 'pod']`, and the words that may stand there. */
interface PredictionPlace {
  path: readonly string[];
  allowed: readonly string[];
}

export interface Prediction {
  path: readonly string[];
  value: string;
  position: SourcePosition;
}

/**
 * Reads predictions; a `Mismatch` with one finding for each that is not there or is none of the allowed words. YAML
 * reads `yes` as text and `true` as a truth value; both mean yes.
 */
export function readPredictions(
  context: Pick<GraderContext, 'finding'>,
  document: SubmittedDocument,
  places: readonly PredictionPlace[],
): Prediction[] {
  const read = places.map(({ path, allowed }) => {
    const written = valueAt(document.value, path);
    const value = written === true ? 'yes' : written === false ? 'no' : written;
    const position = document.positionOf(path);
    if (typeof value === 'string' && allowed.includes(value)) return { path, value, position };
    const params = { name: path.join('.'), allowed: allowed.join(', ') };
    return context.finding('prediction-missing', params, { position });
  });

  const findings = read.filter((entry) => 'message' in entry);
  if (findings.length > 0) throw new Mismatch(findings);
  return read.filter((entry) => 'value' in entry);
}
