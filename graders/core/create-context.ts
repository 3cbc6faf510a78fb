import { createHash } from 'node:crypto';
import type { ClusterAccess } from '../cluster-access/cluster-access.ts';
import type { ComposeFinding } from './compose-finding.ts';
import type { Clock, GraderContext } from './grader-context.ts';
import { Mismatch } from './mismatch.ts';
import { createRandom } from './random.ts';
import type { SubmittedFiles } from '../submission/submitted-files.ts';

export interface ContextParts {
  submission: SubmittedFiles;
  cluster: ClusterAccess;
  namespace: string;
  graderNamespace: string;
  /** What nobody but the grader ever sees; all that is new in a run follows from it. */
  seed: string;
  clock: Clock;
  signal: AbortSignal;
  compose: ComposeFinding;
}

/** Puts together what a grader may touch. The nonce may be shown to a learner's pods: it tells nothing about the seed. */
export function createContext({ compose, seed, ...parts }: ContextParts): GraderContext {
  return {
    ...parts,
    nonce: createHash('sha256').update(`${seed} nonce`).digest('hex').slice(0, 10),
    random: createRandom(seed),
    finding: compose,
    mismatch: (messageId, params, details) => new Mismatch([compose(messageId, params, details)]),
  };
}
