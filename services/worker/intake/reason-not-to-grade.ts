import { DEFAULT_BRANCH } from '../../domain/courses/default-branch.ts';
import type { Notice } from '../../domain/submissions/notice.ts';
import type { AccountKind } from '../credit/account-kind.ts';

/** Why nothing that this account handed in is graded; undefined when it may be. What a bot pushed to a branch is graded. */
export function reasonNotToGrade(
  kind: AccountKind,
  { number, headSha }: { number: number; headSha: string },
): Notice | undefined {
  if (kind === 'nobody') return { kind: 'no-author', headSha };
  return kind === 'bot' && number !== DEFAULT_BRANCH ? { kind: 'by-bot', headSha } : undefined;
}
