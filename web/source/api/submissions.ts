import type { Item } from './answer.ts';
import type { Localized } from '../words/language.ts';
import { ask } from './ask.ts';

export type Submission = Item<'/courses/{course}/submissions'>;

interface Message {
  text: Localized;
  hint?: Localized;
  params: Record<string, string | number>;
}

/** One reason why a check did not pass. */
export interface Finding {
  message: Message;
  expected?: string;
  found?: string;
  position?: { file: string; line: number; column?: number };
  evidence: readonly { kind: string; source: string; text: string }[];
}

export interface CheckResult {
  id: string;
  title: Localized;
  status: 'pass' | 'fail' | 'blocked' | 'error' | 'undecided';
  points: number;
  earned: number;
  blockedBy?: string;
  findings: readonly Finding[];
  durationMs: number;
}

export interface Report {
  runId: string;
  exercise: { slug: string; title: Localized };
  verdict: string;
  fault?: string;
  failureCode?: string;
  score: { earned: number; possible: number };
  problems: readonly Finding[];
  checks: readonly CheckResult[];
  timings: readonly { phase: string; durationMs: number }[];
  versions: { exercise: string; nodeImage?: string; kubernetes?: string };
  startedAt: string;
  finishedAt: string;
}

export interface Run {
  runId: string;
  state: string;
  workerId: string;
  startedAt: string;
  finishedAt?: string;
  failure?: { fault: string; code: string; message: string };
}

export interface SubmissionDetail {
  submission: Submission;
  report?: Report;
  runs: readonly Run[];
}

export interface SubmissionFilter {
  learner?: string;
  exercise?: string;
  state?: string;
}

export const listSubmissions = (
  course: string,
  filter: SubmissionFilter,
  { cursor, limit = 50, signal }: { cursor?: string; limit?: number; signal?: AbortSignal } = {},
) =>
  ask<{ items: Submission[]; next: string | null }>('GET', '/courses/{course}/submissions', {
    path: { course },
    query: { ...filter, cursor, limit },
    signal,
  });

export const readSubmission = (id: string, signal?: AbortSignal) =>
  ask<SubmissionDetail>('GET', '/submissions/{id}', { path: { id }, signal });
