import type { GradingPolicy } from '../api/grading-policy.ts';

/** What a dialog about one part of a course's grading policy is given; it hands the whole policy back. */
export interface PolicyDialogProps {
  policy: GradingPolicy;
  onSave: (policy: GradingPolicy) => Promise<unknown>;
  onStale: () => void;
  onClose: () => void;
}
