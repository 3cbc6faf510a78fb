import { describe, expect, it } from 'vitest';
import { isRendered, valueIn } from '../../../../exercises/02-pod-patterns/rendered-file.ts';

const file = (content: string) => ({
  type: 'file' as const,
  path: '/config/app.conf',
  mode: 0o644,
  uid: 1000,
  gid: 0,
  size: content.length,
  modifiedAt: 0,
  mount: '/config',
  content,
  truncated: false,
});

const given = { token: 't', greetingOf: (pod: string) => `hello-from-${pod}` };

describe('isRendered', () => {
  it.each([
    'TOKEN=t\nGREETING=hello-from-a\n',
    'GREETING=hello-from-a\r\nTOKEN=t',
    '# mine\nTOKEN=t\n\nGREETING=hello-from-a \n',
  ])('accepts %j', (content) => {
    expect(isRendered(file(content), given, 'a')).toBe(true);
  });

  it.each([
    '',
    'TOKEN=t\n',
    'TOKEN=t\nGREETING=hello-from-@POD_NAME@',
    'TOKEN=t\nGREETING=hello-from-ab',
    'XTOKEN=t\nGREETING=hello-from-a',
  ])('refuses %j', (content) => {
    expect(isRendered(file(content), given, 'a')).toBe(false);
  });

  it('refuses what is no file', () => {
    expect(isRendered({ type: 'missing' }, given, 'a')).toBe(false);
  });
});

describe('valueIn', () => {
  it('reads the last line of that name', () => {
    expect(valueIn(file('TOKEN=a\nTOKEN=b\nXTOKEN=c\n'), 'TOKEN')).toBe('b');
  });
});
