import { describe, expect, it } from 'vitest';
import { secretValues } from '../../../../services/worker/evidence/secret-values.ts';

const of = (files: Record<string, string>) => secretValues(new Map(Object.entries(files)));
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('values of Secrets in the files of a learner', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing where there is no Secret', { 'a.yaml': 'kind: ConfigMap\ndata: {a: bcde}\n' }, []],
    ['plain text', { 'a.yaml': 'kind: Secret\nstringData:\n  password: hunter2\n' }, ['hunter2']],
    [
      'base64, in both forms',
      { 'a.yaml': `kind: Secret\ndata:\n  p: ${base64('hunter2')}\n` },
      [base64('hunter2'), 'hunter2'],
    ],
    ['numbers', { 'a.yaml': 'kind: Secret\nstringData:\n  pin: 123456\n' }, ['123456']],
    [
      'the second document and items of a list',
      {
        'a.yaml':
          'kind: Pod\n---\nkind: List\nitems:\n- kind: Secret\n  stringData: {a: one1}\n- kind: Pod\n',
      },
      ['one1'],
    ],
    [
      'literals and files of a generator',
      {
        'kustomization.yaml':
          'secretGenerator:\n- name: x\n  literals: [user=hanako, pass=a=b]\n  envs: [my.env]\n',
        'my.env': 'TOKEN=t0k3n\n',
      },
      ['hanako', 'a=b', 'TOKEN=t0k3n\n', 't0k3n', ''],
    ],
  ])('%s', (_name, files, values) => {
    expect(of(files)).toEqual(values);
  });

  it.each([
    ['an alias', 'kind: Secret\na: &x hunter2\nstringData: {p: *x}\n'],
    ['a kind spelt with escapes', 'kind: "\\u0053ecret"\nstringData: {p: hunter2}\n'],
    ['a generator in capitals', 'SECRETGENERATOR:\n- LITERALS: [a=hunter2]\n'],
  ])('are known through %s', (_name, text) => {
    expect(of({ 'a.yaml': text })).toEqual(['hunter2']);
  });

  it.each([
    ['broken YAML', 'kind: Secret\nstringData: {a: b\n'],
    ['an alias of nothing', 'kind: Secret\nstringData: {p: *x}\n'],
    ['a text that is far too long', `kind: Secret\n#${'x'.repeat(600_000)}\n`],
  ])('are not known with %s', (_name, text) => {
    expect(of({ 'a.yaml': text })).toBeUndefined();
  });
});
