import type { Octokit } from '@octokit/rest';
import type { CommentRequest } from './comment-request.ts';
import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';
import type { RepositoryLocation } from '../client/locate-repository.ts';
import type { Authorship, Ownership } from '../client/ownership.ts';

interface FoundComment extends Authorship {
  id: number;
  body?: string;
}

interface Search {
  octokit: Octokit;
  at: RepositoryLocation;
  wanted: CommentRequest;
  /** Ours means both: the marker on the first line, and us as the author. */
  isOurs: (comment: FoundComment) => boolean;
}

/**
 * Makes our one comment say the body (see Comments). Two processes may create one each before they see the other's;
 * so the list is read again after a create, and whoever sees several keeps the oldest, which is the same for all.
 */
export function upsertComment(
  connection: Connection,
  ownership: Ownership,
  wanted: CommentRequest,
): Promise<{ commentId: number }> {
  return connection.call(`write the comment on pull request #${wanted.number}`, async (octokit, at) => {
    const isAuthor = await ownership.recognise(octokit);

    const isOurs = (comment: FoundComment) =>
      (comment.body ?? '').startsWith(wanted.marker) && isAuthor(comment);

    const search: Search = { octokit, at, wanted, isOurs };

    const known = await readKnown(search);
    const existing = known ? [known] : await listOurs(search);
    if (existing.length > 0) return converge(search, existing);
    return converge(search, await create(search));
  });
}

/** The comment we remember, unless it was deleted or is not ours after all. */
async function readKnown({ octokit, at, wanted, isOurs }: Search): Promise<FoundComment | undefined> {
  if (wanted.knownCommentId === undefined) return undefined;

  try {
    const { data } = await octokit.rest.issues.getComment({ ...at, comment_id: wanted.knownCommentId });
    return isOurs(data) ? data : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

async function listOurs({ octokit, at, wanted, isOurs }: Search): Promise<FoundComment[]> {
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at,
    issue_number: wanted.number,
    per_page: 100,
  });

  return comments.filter(isOurs);
}

/** Creates it with one request: after a server error it may be there all the same, which the list then tells. */
async function create(search: Search): Promise<FoundComment[]> {
  const { octokit, at, wanted } = search;

  try {
    const { data } = await octokit.rest.issues.createComment({
      ...at,
      issue_number: wanted.number,
      body: wanted.body,
      request: { retries: 0 },
    });

    const others = await listOurs(search);
    return [data, ...others.filter(({ id }) => id !== data.id)];
  } catch (error) {
    if ((readHttpError(error)?.status ?? 0) < 500) throw error;
    const ours = await listOurs(search);
    if (ours.length > 0) return ours;
    throw error;
  }
}

async function converge(
  { octokit, at, wanted }: Search,
  ours: readonly FoundComment[],
): Promise<{ commentId: number }> {
  const [oldest, ...others] = ours.toSorted((a, b) => a.id - b.id);
  if (!oldest) throw new TypeError('converge needs at least one comment');
  for (const { id } of others)
    await octokit.rest.issues.deleteComment({ ...at, comment_id: id }).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  if (!sameText(oldest.body ?? '', wanted.body))
    await octokit.rest.issues.updateComment({ ...at, comment_id: oldest.id, body: wanted.body });
  return { commentId: oldest.id };
}

/** GitHub may change line ends and trailing space; that alone is no reason to write. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(one) === plain(other);
}

function isGone(error: unknown): boolean {
  const status = readHttpError(error)?.status;
  return status === 404 || status === 410;
}
