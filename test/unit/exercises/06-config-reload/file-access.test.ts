import { expect, it } from 'vitest';
import { canRead, isPrivate } from '../../../../exercises/06-config-reload/file-access.ts';

const ROOT = { uid: 0, gid: 0, groups: [] };
const USER = { uid: 1000, gid: 1000, groups: [2000] };

it.each([
  ['root, its file', 0o400, 0, ROOT, true],
  ['root, nobody may', 0o000, 0, ROOT, false],
  ['a user, through its group', 0o440, 2000, USER, true],
  ['a user, through its first group', 0o440, 1000, USER, true],
  ['a user, for root only', 0o400, 2000, USER, false],
  ['a user, of another group', 0o440, 3000, USER, false],
  ['a user, for all', 0o444, 3000, USER, true],
])('reading by %s: %s', (_name, mode, gid, user, expected) => {
  expect(canRead({ mode, uid: 0, gid }, user)).toBe(expected);
});

it.each([
  [0o400, ROOT, true],
  [0o600, ROOT, true],
  [0o440, ROOT, false],
  [0o440, USER, true],
  [0o444, USER, false],
  [0o460, USER, false],
  [0o404, ROOT, false],
])('mode %s for uid %j is private: %s', (mode, user, expected) => {
  expect(isPrivate({ mode }, user)).toBe(expected);
});
