import { expect, it } from 'vitest';
import { isNote } from '../../../../services/worker/intake/is-note.ts';

it.each([
  'README.md',
  'notes.txt',
  'Readme',
  'base/README.md',
  'LICENSE',
  '.gitignore',
  '.idea/work.yaml',
  'memo.rst',
])('takes %s for a note', (path) => {
  expect(isNote(path)).toBe(true);
});

it.each([
  'job.yaml',
  'answer.yaml.txt',
  'Thumbs.db',
  'base/app.yml',
  'settings.properties',
  '.env',
  'notes.yaml',
  '',
])('takes %s for possible work', (path) => {
  expect(isNote(path)).toBe(false);
});
