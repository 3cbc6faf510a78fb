import type { Item } from './answer.ts';
import { ask, askList } from './ask.ts';
import type { Body } from './question.ts';
import type { RequestKeys } from './request-keys.ts';

/** A check that contradicted itself, about which staff decide. */
export type Proposal = Item<'/courses/{course}/review-proposals'>;

const DECIDE = '/courses/{course}/review-proposals/{proposal}/decide';

export const listProposals = (course: string, exercise: string, signal?: AbortSignal) =>
  askList('/courses/{course}/review-proposals', {
    path: { course },
    query: { exercise },
    signal,
  });

export const decideProposal = (
  course: string,
  { proposalId: proposal, version }: Proposal,
  body: Body<'POST', typeof DECIDE>,
  keys: RequestKeys,
) =>
  ask('POST', DECIDE, {
    path: { course, proposal },
    body,
    version,
    keys,
  });
