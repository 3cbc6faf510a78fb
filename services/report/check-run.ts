import type { Language } from '../../graders/contract/localized.ts';
import type { SubmissionView } from './submission-view.ts';
import type { CheckAnnotation } from './check-annotations.ts';

export type CheckConclusion =
  'success' | 'failure' | 'neutral' | 'cancelled' | 'timed_out' | 'action_required';

export interface RenderedCheckRun {
  status: 'queued' | 'in_progress' | 'completed';
  /** Set exactly when the status is `completed`. */
  conclusion?: CheckConclusion;
  output: {
    title: string;
    summary: string;
    text: string;
    /** All of them: GitHub takes 50 a request, which is the sender's concern. */
    annotations: readonly CheckAnnotation[];
  };
}

export interface CheckRunOptions {
  languages: readonly Language[];
  /** What a run that we could not grade ends with; `action_required` where the course gates merges on us. */
  notGraded: 'neutral' | 'action_required';
}

/** The stable name of an exercise's check run, which branch protection may require: never a score in it. */
export function checkRunName(slug: string): string {
  return `grading / ${slug}`;
}

/** Renders the state of one submission as the fields of a GitHub check run, within GitHub's limits. */
export function renderCheckRun(view: SubmissionView, options: CheckRunOptions): RenderedCheckRun {
  return {
    status: 'queued',
    output: { title: view.exercise.slug, summary: options.notGraded, text: '', annotations: [] },
  };
}
