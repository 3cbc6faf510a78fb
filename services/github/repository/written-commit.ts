/** A commit and the account that GitHub connects to its author. */
export interface WrittenCommit {
  sha: string;
  /** Undefined where no account has the e-mail address of the commit. */
  author?: { id: number; login: string; isBot: boolean };
  /** Of several commits: it brings nothing of its own. */
  isMerge: boolean;
}

interface Answered {
  sha: string;
  author: object | null;
  parents: readonly unknown[];
}

/** Reads it from GitHub's answer, in which the author may be `null` or an object without fields. */
export function toWrittenCommit({ sha, author, parents }: Answered): WrittenCommit {
  const isMerge = parents.length > 1;
  if (author === null || !isAccount(author)) return { sha, isMerge };
  const { id, login, type } = author;
  return { sha, isMerge, author: { id, login, isBot: type === 'Bot' } };
}

function isAccount(author: object): author is { id: number; login: string; type?: string } {
  return 'id' in author && 'login' in author;
}
