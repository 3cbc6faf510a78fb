import type { Language } from '../../graders/contract/localized.ts';
import type { GradingReport } from '../domain/grading-report.ts';

/** One annotation in the words of GitHub's REST API. Columns are there only when both lines are the same. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: 'failure';
  title: string;
  message: string;
}

/** Annotations for every finding and problem of which the position is known; paths as in the repository. */
export function checkAnnotations(
  report: GradingReport,
  folder: string,
  languages: readonly Language[],
): CheckAnnotation[] {
  return [report, folder, languages].length > 3 ? [] : [];
}
