import type { ObservedFile } from '../../../../graders/contract/host/observed-file.ts';
import type { Fields } from './fields.ts';
import { unescapePath } from './parse-mounts.ts';

/** Bytes of a file that a grader gets to see. */
const FILE_LIMIT = 64 * 1024;
/** What the script reads: one byte more tells that there is more. */
export const FILE_READ = FILE_LIMIT + 1;

/** Takes the fields of one file, as the script `read-file` prints them. */
export function observedFileOf(fields: Fields): ObservedFile {
  const type = fields.text();

  const [path, mount, mode, uid, gid, size, modified, content] = Array.from({ length: 8 }, () =>
    fields.text(),
  );

  if (type === 'missing') return { type };
  if (type !== 'file' && type !== 'folder') return { type: 'other' };

  const place = {
    path: path || '/',
    mode: Number.parseInt(mode ?? '', 8),
    ...{ uid: Number(uid), gid: Number(gid), size: Number(size) },
    modifiedAt: Math.round(Number(modified) * 1000),
    mount: unescapePath(mount ?? ''),
  };

  if (type === 'folder') return { type, ...place };
  const bytes = Buffer.from(content ?? '', 'base64');
  const truncated = bytes.length > FILE_LIMIT;
  return { type, ...place, content: bytes.subarray(0, FILE_LIMIT).toString('utf8'), truncated };
}
