import type { Language } from '../../graders/contract/localized.ts';
import type { GradingReport } from '../domain/grading-report.ts';

export interface TerminalOptions {
  colour: boolean;
  languages: readonly Language[];
  /** Columns of the terminal; full-width characters take two. */
  width: number;
}

/** Renders a report as lines for a terminal, without a trailing line break. Learner text cannot control it. */
export function renderTerminal(report: GradingReport, options: TerminalOptions): string {
  return options.languages.map((language) => report.exercise.title[language]).join('\n');
}
