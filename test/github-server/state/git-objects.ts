import { createHash } from 'node:crypto';

/** Modes that git itself uses: file, executable, folder, symbolic link, submodule. */
export type FileMode = '100644' | '100755' | '120000' | '160000';
export type TreeEntry = { mode: FileMode | '040000'; name: string; sha: string };
export type Signature = { name: string; email: string; at: number };

export type CommitObject = {
  type: 'commit';
  tree: string;
  parents: string[];
  author: Signature;
  message: string;
};
export type BlobObject = { type: 'blob'; content: Buffer };
export type TreeObject = { type: 'tree'; entries: TreeEntry[] };

/** Every object of a repository and its forks, by object id. */
export type GitObjects = Map<string, BlobObject | TreeObject | CommitObject>;

/** Stores a file's content and answers the id that `git hash-object` would. */
export function writeBlob(objects: GitObjects, content: Buffer): string {
  return write(objects, { type: 'blob', content }, content);
}

export function writeTree(objects: GitObjects, entries: TreeEntry[]): string {
  const sorted = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));

  const body = Buffer.concat(
    sorted.map((entry) =>
      Buffer.concat([
        Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.name}\0`),
        Buffer.from(entry.sha, 'hex'),
      ]),
    ),
  );

  return write(objects, { type: 'tree', entries: sorted }, body);
}

export function writeCommit(objects: GitObjects, commit: Omit<CommitObject, 'type'>): string {
  const { name, email, at } = commit.author;
  const who = `${name} <${email}> ${Math.floor(at / 1000)} +0000`;

  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    commit.message,
  ];

  return write(objects, { type: 'commit', ...commit }, Buffer.from(lines.join('\n')));
}

function write(objects: GitObjects, object: BlobObject | TreeObject | CommitObject, body: Buffer): string {
  const sha = createHash('sha1').update(`${object.type} ${body.length}\0`).update(body).digest('hex');
  objects.set(sha, object);
  return sha;
}

/** Git sorts a folder as if its name ended in a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name);
}
