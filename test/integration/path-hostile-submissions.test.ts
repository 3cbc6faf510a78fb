import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSchool, type School } from '../support/school.ts';

/** Everything here is refused before a cluster is asked for, so no engine is needed: PATH has none. */
const NO_ENGINE = {
  PATH:
    process.env['PATH']
      ?.split(':')
      .filter((folder) => !folder.includes('docker'))
      .join(':') ?? '',
};

let school: School;

beforeAll(async () => {
  school = await startSchool();
  await school.serve({ ...NO_ENGINE, DOCKER_HOST: 'unix:///nowhere/docker.sock' });
});

afterAll(() => school.close());

const greeting = (lines: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: greeting\n${lines}`;
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: hello\nspec:\n${spec}`;
const container = '  containers:\n    - name: hello\n      image: busybox:1.36\n';

type Files = Parameters<School['submit']>[1];

describe('a submission that cannot be graded', () => {
  it.each<[string, string, Files, number | undefined]>([
    ['syntax error', 'syntax', { 'greeting.yaml': greeting('data: {text: "hello\n') }, 6],
    ['duplicate key', 'dupe', { 'greeting.yaml': greeting('data:\n  text: a\n  text: b\n') }, 7],
    ['alias of nothing', 'alias', { 'greeting.yaml': greeting('data:\n  text: *d\n') }, 6],
    ['tab', 'tab', { 'greeting.yaml': greeting('data:\n\ttext: a\n') }, 6],
    [
      'unknown kind',
      'kind',
      { 'greeting.yaml': 'apiVersion: v1\nkind: Greeting\nmetadata:\n  name: greeting\n' },
      2,
    ],
    ['foreign namespace', 'ns', { 'greeting.yaml': greeting('  namespace: kube-system\n') }, 5],
    [
      'privileged pod',
      'priv',
      { 'greeting.yaml': pod(`${container}      securityContext: {privileged: true}\n`) },
      9,
    ],
    [
      'hostPath',
      'host',
      { 'greeting.yaml': pod(`${container}  volumes:\n    - name: v\n      hostPath: {path: /}\n`) },
      11,
    ],
    [
      'second document broken',
      'multi',
      { 'greeting.yaml': `${greeting('data: {text: a}\n')}---\nkind: ConfigMap\n` },
      7,
    ],
    ['5 MB file', 'big', { 'greeting.yaml': `#${'x'.repeat(5_000_000)}\n` }, undefined],
    [
      '10,000 files',
      'many',
      Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`extra/${i}.yaml`, 'a: 1\n'])),
      undefined,
    ],
    ['symbolic link', 'link', { 'greeting.yaml': { symlink: '/etc/passwd' } }, undefined],
    [
      'submodule',
      'sub',
      { 'greeting.yaml': { submodule: '0123456789012345678901234567890123456789' } },
      undefined,
    ],
    [
      'nothing but a mention',
      'mention',
      {
        'greeting.yaml':
          'kind: "@school/staff <img src=x> [a](http://evil.example)"\napiVersion: v1\nmetadata: {name: a}\n',
      },
      1,
    ],
    [
      'a name with markup',
      'markup',
      { 'greeting.yaml': greeting('').replace('name: greeting', 'name: "</details>@octocat"') },
      4,
    ],
  ])('%s: is refused in words, at the line where it stands', async (_case, author, files, line) => {
    const placed = Object.fromEntries(
      Object.entries(files).map(([path, content]) => [`00-smoke/${path}`, content]),
    );

    const { number, headSha } = school.submit(author, placed);
    const check = await school.verdict(headSha);

    const comment = await school.eventually('a comment', () =>
      school.github
        .comments(school.repository, number)
        .find(({ body }) => body.includes(headSha.slice(0, 7)) && !body.includes('採点待ち')),
    );

    expect({
      conclusion: check.conclusion,
      annotation:
        check.annotations[0] === undefined
          ? undefined
          : [check.annotations[0].path, check.annotations[0].startLine],
      outsideCode: outsideCode(`${comment.body}\n${check.summary}\n${check.text}`).match(
        /@\w|https?:\/\/evil|<img|\]\(http:\/\/evil/g,
      ),
    }).toEqual({
      conclusion: 'failure',
      annotation:
        line === undefined
          ? check.annotations[0] && [check.annotations[0].path, check.annotations[0].startLine]
          : ['00-smoke/greeting.yaml', line],
      outsideCode: null,
    });
  });

  it('says so when the change touches no exercise', async () => {
    const { headSha } = school.submit('lost', { '00-smok/greeting.yaml': greeting('') });
    const check = await school.verdict(headSha);

    expect([check.name, check.conclusion, check.summary?.includes('00-smoke')]).toEqual([
      'grading',
      'skipped',
      true,
    ]);
  });

  it('leaves GitHub nothing to complain about', () => {
    expect(school.github.violations).toEqual([]);
  });
});

/** The text without fenced blocks and inline code, where nothing can come alive. */
function outsideCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1`*\s*$/gm, '')
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
}
