import type { RequestMessage } from '../queue/messages.ts';
import type { ButtonRequest, CommandRequest, TagRequest } from './webhook-action.ts';

/**
 * The queue message for what a person asked for. `knownHead` is the head that was known when a comment arrived: workers may be away for
 * long, and what is pushed meanwhile was not meant. A tag without a time counts from `now`.
 */
export function requestMessage(
  request: ButtonRequest | CommandRequest | TagRequest,
  { knownHead, now }: { knownHead?: string; now: number },
): RequestMessage {
  const { repositoryId, ...place } = request.repository;
  const { id: requesterId, login: requesterLogin } = request.requestedBy;
  const asked = { v: 1, repositoryId, requesterId, requesterLogin } as const;

  switch (request.kind) {
    case 'regrade':
    case 'hint': {
      const { kind, headSha, submissionId } = request;
      return { ...asked, kind, headSha, ...(submissionId !== undefined && { submissionId }) };
    }

    case 'command': {
      const { command, pullNumber, commentId, saidAt } = request;
      return {
        ...asked,
        kind: `${command}-command`,
        pullNumber,
        commentId,
        ...(saidAt !== undefined && { saidAt }),
        ...(knownHead !== undefined && { headSha: knownHead }),
      };
    }

    case 'tag': {
      const { kind, tag, headSha, saidAt = new Date(now).toISOString() } = request;
      return { ...asked, kind, tag, headSha, repository: place, saidAt };
    }
  }
}
