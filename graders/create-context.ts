import type { ClusterAccess } from './cluster-access.ts';
import type { ComposeFinding } from './compose-finding.ts';
import type { Clock, GraderContext } from './grader-context.ts';
import { Mismatch } from './mismatch.ts';
import { createRandom } from './random.ts';
import type { SubmittedFiles } from './submission/submitted-files.ts';

export interface ContextParts {
  submission: SubmittedFiles;
  cluster: ClusterAccess;
  namespace: string;
  graderNamespace: string;
  nonce: string;
  clock: Clock;
  signal: AbortSignal;
  compose: ComposeFinding;
}

/** Puts together what a grader may touch. */
export function createContext({ compose, ...parts }: ContextParts): GraderContext {
  return {
    ...parts,
    random: createRandom(parts.nonce),
    finding: compose,
    mismatch: (messageId, params, details) => new Mismatch([compose(messageId, params, details)]),
  };
}
