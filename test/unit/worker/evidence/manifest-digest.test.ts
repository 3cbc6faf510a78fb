import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { manifestDigest } from '../../../../services/worker/evidence/manifest-digest.ts';

const FILES = new Map([
  ['b.yaml', Buffer.from('kind: Pod\n')],
  ['a/z.yaml', Buffer.from('kind: Service\n')],
  ['B.yaml', Buffer.from('')],
]);

it('is what the learner computes with sha256sum', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saiten-digest-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'a'));
  for (const [path, content] of FILES) writeFileSync(join(folder, path), content);
  const command = 'find . -type f | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum';
  const printed = execFileSync('sh', ['-c', command], { cwd: folder }).toString();
  expect(manifestDigest(FILES)).toBe(`sha256:${printed.slice(0, 64)}`);
});

it('depends on names, content and nothing else', () => {
  const digest = manifestDigest(FILES);
  expect(manifestDigest(new Map([...FILES].toReversed()))).toBe(digest);
  expect(manifestDigest(new Map([...FILES, ['c.yaml', Buffer.from('')]]))).not.toBe(digest);
  expect(manifestDigest(new Map([...FILES, ['b.yaml', Buffer.from('kind: Job\n')]]))).not.toBe(digest);
});
