import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { createRandom } from '../../../../graders/core/random.ts';
import { readSubmission } from '../../../../graders/submission/read-submission.ts';

const compose = createFindingComposer([loadKitMessages()]);

const exercise = {
  submission: {
    files: [
      { path: 'app.yaml', form: 'manifests', required: true },
      { path: 'k/', form: 'kustomize' },
      { path: 'answers.yaml', form: 'document' },
    ],
    kinds: ['apps/v1/Deployment', 'v1/ConfigMap', 'v1/Pod'],
  },
} as ExerciseDefinition;

const read = (files: Record<string, string | Uint8Array>, rendered?: Record<string, string>) =>
  readSubmission(
    {
      files: new Map(Object.entries(files)),
      ...(rendered ? { rendered: new Map(Object.entries(rendered)) } : {}),
    },
    exercise,
    compose,
  );

const problemsOf = (text: string | Uint8Array) =>
  read({ 'app.yaml': text }).problems.map(({ message, position }) => `${message.id}:${position?.line}`);

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: busybox
`;

/** Each line stands for twice the one before. */
function doubledAliases(lines: number): string {
  return Array.from(
    { length: lines },
    (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]\n`,
  ).join('');
}

function doubledMerges(lines: number): string {
  return Array.from(
    { length: lines },
    (_, i) => `a${i}: &a${i} {${i === 0 ? 'x: y' : `<<: [*a${i - 1}, *a${i - 1}]`}}\n`,
  ).join('');
}

describe('readSubmission', () => {
  it('hands out the objects of a multi-document file with their places', () => {
    const { files, problems } = read({ 'app.yaml': `${POD}---\n${POD.replaceAll('web', 'other')}` });
    expect(problems).toEqual([]);
    const [, second] = files.objects('app.yaml');
    expect(second?.value.metadata.name).toBe('other');

    expect(second?.positionOf(['spec', 'containers', 0, 'image'])).toEqual({
      file: 'app.yaml',
      line: 17,
      column: 7,
    });

    expect(second?.positionOf(['spec', 'containers', 0, 'command', 3]).line).toBe(16);
  });

  it.each([
    ['a tab', 'a:\n\tb: 1\n', ['yaml-tab:2']],
    ['two colons', 'a: b: c\n', ['yaml-colon:1']],
    ['an open quote', 'a: "x\n', ['yaml-missing-character:2']],
    ['wrong indentation', 'spec:\n  a: 1\n b: 2\n', ['yaml-indent:3']],
    ['a duplicate key', `${POD}kind: Pod\n`, ['duplicate-key:9']],
    ['an alias without an anchor', 'a: 1\nb: *x\n', ['alias-unknown:2']],
    ['an alias of what it stands in', 'a: &x\n  b: *x\n', ['alias-unknown:2']],
    ['an alias of another document', 'a: &x 1\n---\na: *x\n', ['alias-unknown:3']],
    ['a merge key without a mapping', 'a:\n  <<: [1]\n', ['merge-refused:2']],
    ['a tag of another type', 'a: !!binary aGk=\n', ['tag-refused:1']],
    ['a tag that does not fit', 'a: !!int yes\n', ['tag-refused:1']],
    ['a number that JSON has not', 'a: 1\nb: .inf\n', ['number-refused:2']],
    ['an anchor that is none', 'a: &&secret\n', ['anchor-refused:1']],
    ['a document behind dashes', 'a: 1\n--- {b: 2}\n', ['separator-refused:2']],
    ['something behind the end of a document', 'a: 1\n...\n\nb: 2\n', ['behind-document-end:4']],
    ['a line separator of Unicode', 'a: 1\u2028b: 2\n', ['control-character:1']],
    ['a key twice, once as a word', 'yes: 1\ntrue: 2\n', ['duplicate-key:2']],
    ['JSON behind JSON with a key twice', '{"a": 1}\n{"b": 1, "b": 2}', ['duplicate-key:2']],
    ['a directive', '%YAML 1.1\n---\na: 1\n', ['directive-refused:1']],
    ['deep brackets', '['.repeat(50_000), ['too-deep:1']],
    ['deep dashes', '- '.repeat(50_000), ['too-deep:1']],
    [
      'deep indentation',
      Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      ['too-deep:202'],
    ],
    ['very many documents', 'a: 1\n---\n'.repeat(501), ['too-many-documents:1002']],
    ['very many line breaks', '\n'.repeat(150_000), ['too-many-nodes:100001']],
    ['aliases that multiply', doubledAliases(20), ['too-many-nodes:12']],
    ['merge keys that multiply', doubledMerges(20), ['too-many-nodes:12']],
    ['very many nodes', '- 1\n'.repeat(30_000), ['too-many-nodes:10001']],
    ['a control character', `a: 1\nb: "\u0007"\n`, ['control-character:2']],
    ['bytes that are not UTF-8', new Uint8Array([0x61, 0xff, 0xfe]), ['not-utf8:1']],
    ['a file that is too large', 'a'.repeat(300_000), ['file-too-large:1']],
    ['nothing but a comment', '# soon\n', ['empty-file:1']],
    ['a list', '- a\n', ['not-an-object:1']],
    ['a prototype key', '__proto__: {a: 1}\n', ['key-refused:1']],
  ])('says what is wrong with %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([
    ['a full-width colon', POD.replace('image: ', 'image：'), 'odd-character:8:12'],
    [
      'a full-width colon in the first line',
      POD.replace('apiVersion: ', 'apiVersion：'),
      'odd-character:1:11',
    ],
    ['a full-width colon between brackets', 'a: {b：c}\n', 'odd-character:1:6'],
    ['full-width spaces as indentation', POD.replace('  name', '　　name'), 'odd-space:4:1'],
    ['one full-width space too many', POD.replace('  name', '  　name'), 'odd-space:4:3'],
    ['no-break spaces as indentation', POD.replace('  name', '\u00a0\u00a0name'), 'odd-space:4:1'],
    ['a no-break space behind a colon', POD.replace('kind: ', 'kind:\u00a0'), 'odd-space:2:6'],
    ['a zero-width space in a key', POD.replace('kind', 'ki\u200bnd'), 'invisible-character:2:3'],
    ['a zero-width space in a quoted key', POD.replace('kind', '"ki\u200bnd"'), 'invisible-character:2:4'],
    ['a full-width key', POD.replace('kind', 'ｋｉｎｄ'), 'odd-character:2:1'],
    ['a full-width list dash', POD.replace('- name', '－ name'), 'odd-character:7:5'],
    ['a full-width hash', `＃ note\n${POD}`, 'odd-character:1:1'],
    ['full-width brackets', 'a: ｛b: c｝\n', 'odd-character:1:4'],
    ['a full-width comma', 'a: {b: c，d: e}\n', 'odd-character:1:9'],
    ['one in the line above the error', 'a:\n  b：c\n  d: e\n', 'odd-character:2:4'],
    ['a full-width colon that makes a text of it', POD.replace('name: web', 'name：web'), 'odd-value:3:1'],
  ])('names the character and its column: %s', (_, text, expected) => {
    const { problems } = read({ 'app.yaml': text });

    expect(
      problems.map(({ message, position }) => `${message.id}:${position?.line}:${position?.column}`),
    ).toEqual([expected]);
  });

  it.each([
    ['Japanese in comments', `# 注：これ\n${POD}`],
    [
      'Japanese text',
      POD.replace('name: web\n', 'name: web\n  annotations: {note: "注：全角　空白", more: 説明：これ}\n'),
    ],
    ['emoji of several characters', POD.replace('name: web\n', 'name: web\n  annotations: {note: 👩‍💻}\n')],
  ])('takes %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', ['field-missing:1']],
    ['a foreign kind', POD.replace('Pod', 'Node'), ['kind-not-allowed:2']],
    [
      'a namespace',
      POD.replace('name: web', 'name: web\n  namespace: kube-system'),
      ['namespace-not-owned:5'],
    ],
    ['a number as name', POD.replace('name: web', 'name: 12'), ['field-not-text:4']],
    ['a name in capitals', POD.replace('name: web', 'name: Web'), ['invalid-name:4']],
    ['generateName', POD.replace('name: web', 'generateName: web-'), ['generate-name-refused:4']],
    [
      'an owner',
      POD.replace('name: web', 'name: web\n  ownerReferences: [{kind: Pod}]'),
      ['server-field-refused:5'],
    ],
    ['a name of ours', POD.replace('name: web', 'name: saiten-prober'), ['reserved-name:4']],
    [
      'a label of ours',
      POD.replace('name: web', 'name: web\n  labels: {saiten.dev/role: a}'),
      ['reserved-key:5'],
    ],
    [
      'an annotation of ours',
      POD.replace('name: web', 'name: web\n  annotations: {a.saiten.dev/b: c}'),
      ['reserved-key:5'],
    ],
    ['a name of 100,000 dots', POD.replace('name: web', `name: a${'.'.repeat(100_000)}`), ['invalid-name:4']],
    ['a finalizer', POD.replace('name: web', 'name: web\n  finalizers: [a/b]'), ['server-field-refused:5']],
    ['a bare yes as label', POD.replace('name: web', 'name: web\n  labels: {a: yes}'), ['field-not-text:5']],
    [
      'a list of a kind',
      'apiVersion: v1\nkind: PodList\nmetadata: {name: a}\nitems: []\n',
      ['list-refused:2'],
    ],
    [
      'a list in a list',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: List, items: []}\n',
      ['list-refused:4'],
    ],
    ['the same object twice', `${POD}---\n${POD}`, ['duplicate-object:10']],
  ])('refuses an object with %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([
    ['an empty status', `${POD}status: {}\n`],
    ['a status', `${POD}status: {phase: Running, conditions: [{type: Ready, status: "True"}]}\n`],
    ...[
      'creationTimestamp: null',
      'creationTimestamp: "2026-01-01T00:00:00Z"',
      'uid: 1b2c',
      'resourceVersion: "12"',
      'generation: 4',
      'managedFields: [{manager: kubectl}]',
      'selfLink: /api/v1/pods/web',
      'annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}',
    ].map((field) => [field, POD.replace('name: web', `name: web\n  ${field}`)]),
  ])('leaves out what kubectl prints by itself: %s', (_, text) => {
    const { problems, files } = read({ 'app.yaml': text ?? '' });
    expect(problems).toEqual([]);
    const [pod] = files.objects('app.yaml');
    const { annotations, ...metadata } = pod?.value.metadata ?? { name: '' };

    expect({ ...pod?.value, metadata }).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'web', image: 'busybox' }] },
    });

    expect(annotations ?? {}).toEqual({});
  });

  it('notes at the first line, once for each file, what it left out', () => {
    const ours = 'metadata:\n  creationTimestamp: null\n  name: web\n';
    const pod = POD.replace('metadata:\n  name: web\n', ours);
    const { notes } = read({ 'app.yaml': `${pod}status: {}\n---\n${pod.replace('web', 'api')}` });
    const status = pod.trimEnd().split('\n').length + 1;

    expect(notes.map(({ message, position }) => [message.id, message.params, position])).toEqual([
      [
        'leftovers-ignored',
        {
          file: 'app.yaml',
          fields: 'status, metadata.creationTimestamp',
          lines: `4, ${status}, ${status + 5}`,
        },
        { file: 'app.yaml', line: 4 },
      ],
    ]);
  });

  it('notes nothing where nothing was left out', () => {
    expect(read({ 'app.yaml': POD }).notes).toEqual([]);
  });

  it('leaves out the time of creation in templates', () => {
    const template = '{metadata: {creationTimestamp: null, labels: {a: b}}, spec: {containers: []}}';
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: ${template}}\n`;

    expect(read({ 'app.yaml': text }).files.objects('app.yaml')[0]?.value.spec).toEqual({
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [] } },
    });
  });

  it('writes a list out, each object with its own places', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: b\nmetadata: {resourceVersion: ""}\n`;
    const { files, problems } = read({ 'app.yaml': text });
    expect(problems).toEqual([]);
    const [, second] = files.objects('app.yaml');
    expect(second?.value.metadata.name).toBe('b');
    expect(second?.positionOf(['metadata', 'name'])).toEqual({ file: 'app.yaml', line: 11, column: 5 });
  });

  it.each([
    ['an alias', 'a: &x {b: [1]}\nc: *x\n', { a: { b: [1] }, c: { b: [1] } }],
    ['the last anchor of a name', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    [
      'an alias within an alias, as it was there',
      'a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y\n',
      { a: 1, b: [1], c: 2, d: [1] },
    ],
    ['an alias as key', 'a: &x k\n*x : 1\n', { a: 'k', k: 1 }],
    [
      'a merge key, before',
      'a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n',
      { a: { k: 1, l: 2 }, b: { k: 3, l: 2 } },
    ],
    [
      'a merge key, after',
      'a: &x {k: 1, l: 2}\nb:\n  k: 3\n  <<: *x\n',
      { a: { k: 1, l: 2 }, b: { k: 1, l: 2 } },
    ],
    ['a merge key with a list', 'a:\n  <<: [{k: 1}, {k: 2, l: 3}]\n', { a: { k: 1, l: 3 } }],
    ['a key in quotes', 'a: {"<<": 1}\n', { a: { '<<': 1 } }],
    ['tags that change nothing', 'a: !!str yes\nb: !!int "3"\nc: !!map {}\n', { a: 'yes', b: 3, c: {} }],
    ['a byte order mark', '\ufeffa: 1\n', { a: 1 }],
    [
      'a word as key',
      'on: 1\nno: 2\n0644: 3\n1.50: 4\n1e6: 5\n',
      { true: 1, false: 2, 420: 3, 1.5: 4, '1e+06': 5 },
    ],
    ['a mixture of capitals as text', 'a: yEs\n', { a: 'yEs' }],
    [
      'numbers of YAML 1.1',
      'a: [0x1F, 0b101, 1_000, 0o17, 08, 1e999]\n',
      { a: [31, 5, 1000, 15, 8, '1e999'] },
    ],
    ['a comment right behind a text', 'a: "b"# note\n', { a: 'b' }],
    ['old ends of lines', 'a: 1\rb: 2\r', { a: 1, b: 2 }],
  ])('reads as kubectl does: %s', (_, text, value) => {
    const { files, problems } = read({ 'answers.yaml': text });
    expect(problems).toEqual([]);
    expect(files.documents('answers.yaml')[0]?.value).toEqual(value);
  });

  it('divides a file at dashes with a comment, and JSON at its braces', () => {
    const { files, problems } = read({ 'app.yaml': `${POD}---# note\n${POD.replaceAll('web', 'b')}` });
    expect([problems, files.objects('app.yaml').length]).toEqual([[], 2]);
    const json = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
    const [, second] = read({ 'app.yaml': `${json('a')}\n${json('b')}` }).files.objects('app.yaml');
    expect(second?.positionOf(['metadata', 'name'])).toEqual({ file: 'app.yaml', line: 2, column: 45 });
  });

  it('leads to a key that is no text', () => {
    const [document] = read({ 'answers.yaml': 'a: 1\ndata:\n  on: x\n' }).files.documents('answers.yaml');
    expect(document?.positionOf(['data', 'true']).line).toBe(3);
  });

  it('gives every use of an alias a value of its own', () => {
    const [document] = read({ 'answers.yaml': 'a: &x {b: 1}\nc: *x\n' }).files.documents('answers.yaml');
    const { a, c } = document?.value as Record<string, unknown>;
    expect(a).not.toBe(c);
  });

  it.each([
    [['b', 'k'], 2],
    [['b', 'l'], 4],
    [['c', 'k'], 1],
  ])('leads %j through aliases and merge keys', (path, line) => {
    const text = 'a: &x {k: 1}\nb: &y\n  <<: *x\n  l: 2\nc: *x\n'.replace('\nb: &y\n  <<', '\nb: &y\n  <<');
    const [document] = read({ 'answers.yaml': text }).files.documents('answers.yaml');
    expect(document?.positionOf(path).line).toBe(line === 2 ? 1 : line);
  });

  it.each([`---\n\ufeff${POD}`, `\ufeff---\n${POD}`, `# one\n\ufeff---\n${POD}`])(
    'reads over a byte order mark where a document begins: %j',
    (text) => {
      expect(problemsOf(text)).toEqual([]);
    },
  );

  it('refuses more objects than any exercise has', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${'- {}\n'.repeat(501)}`;
    expect(problemsOf(list)).toEqual(['too-many-objects:undefined']);
  });

  it('never asks a value of a learner to turn itself into text', () => {
    const odd = '{toString: a, valueOf: b}';
    const text = POD.replace('spec:\n', `spec:\n  securityContext: {sysctls: [{name: ${odd}}]}\n`);
    expect(problemsOf(text)).toEqual(['pod-security-refused:6']);
  });

  it.each([
    ['hostNetwork: true', 6],
    ['hostPID: true', 6],
    ['volumes: [{name: v, hostPath: {path: /}}]', 6],
    ['securityContext: {seccompProfile: {type: Unconfined}}', 6],
    ['securityContext: {sysctls: [{name: kernel.msgmax, value: "1"}]}', 6],
  ])('refuses a pod with %s', (field, line) => {
    expect(problemsOf(POD.replace('spec:\n', `spec:\n  ${field}\n`))).toEqual([
      `pod-security-refused:${line}`,
    ]);
  });

  it.each([
    'securityContext: {privileged: true}',
    'securityContext: {capabilities: {add: [SYS_ADMIN]}}',
    'securityContext: {procMount: Unmasked}',
    'ports: [{containerPort: 1, hostPort: 80}]',
    'livenessProbe: {httpGet: {port: 80, host: 169.254.169.254}}',
    'lifecycle: {preStop: {tcpSocket: {port: 80, host: 127.0.0.1}}}',
    'securityContext: {windowsOptions: {hostProcess: true}}',
  ])('refuses a container with %s', (field) => {
    expect(problemsOf(`${POD}      ${field}\n`)).toEqual(['pod-security-refused:9']);
  });

  it('reads scalars as kubectl does: octal modes and YAML 1.1 booleans', () => {
    const { files } = read({ 'answers.yaml': 'mode: 0644\nflag: yes\ntext: "yes"\n' });
    expect(files.documents('answers.yaml')[0]?.value).toEqual({ mode: 0o644, flag: true, text: 'yes' });
  });

  it('reports at most thirty problems', () => {
    expect(problemsOf('kind: Pod\n---\n'.repeat(500))).toHaveLength(30);
  });
});

describe('a kustomization', () => {
  const kustomize = (text: string) =>
    read({ 'k/kustomization.yaml': text, 'k/web.yaml': POD, 'k/app.env': 'A=1' }).problems.map(
      ({ message, position }) => `${message.id}:${position?.line}`,
    );

  it.each([
    ['https://github.com/a/b?ref=v1', 'kustomize-remote-refused:1'],
    ['git@github.com:a/b', 'kustomize-remote-refused:1'],
    ['github.com/a/b', 'kustomize-remote-refused:1'],
    ['/etc/passwd', 'kustomize-outside-refused:1'],
    ['../../other', 'kustomize-outside-refused:1'],
    ['nothing.yaml', 'kustomize-file-missing:1'],
  ])('may not name %s', (reference, problem) => {
    expect(kustomize(`resources: ['${reference}']\n`)).toEqual([problem]);
  });

  it.each([
    'helmCharts: [{name: a}]',
    'transformers: [a.yaml]',
    'generators: [a.yaml]',
    'openapi: {path: a}',
  ])('may not use %s', (field) => {
    expect(kustomize(`${field}\n`)).toEqual(['kustomize-field-refused:1']);
  });

  it.each([
    'RESOURCES: [/etc/passwd]',
    'Resources: [/etc/passwd]',
    're\u017fources: [/etc/passwd]',
    'bases: [/etc/passwd]',
    'configMapGenerator: [{name: a, FILES: [/etc/passwd]}]',
    'SecretGenerator: [{name: a, Envs: [/etc/passwd]}]',
    'patches: [{PATH: /etc/passwd}]',
    'replacements: [{Path: /etc/passwd}]',
  ])('has its keys read in any case, as Kustomize does: %s', (text) => {
    expect(kustomize(`${text}\n`)).toEqual(['kustomize-outside-refused:1']);
  });

  it.each([
    ['HelmCharts: [{name: a}]', 'kustomize-field-refused:1'],
    ['configMapGenerator: [{name: a, sources: [b]}]', 'kustomize-field-refused:1'],
    ['patches: [{target: {kinds: Pod}}]', 'kustomize-field-refused:1'],
    ['images: [{image: a}]', 'kustomize-field-refused:1'],
    ['resources: []\nRESOURCES: []', 'duplicate-key:2'],
    ['NAMESPACE: kube-system', 'namespace-not-owned:1'],
    ['configMapGenerator: [{name: a, nameSpace: b}]', 'namespace-not-owned:1'],
  ])('may not hide %s', (text, problem) => {
    expect(kustomize(`${text}\n`)).toEqual([problem]);
  });

  it('may use the nested fields of Kustomize', () => {
    const text = [
      'resources: [web.yaml]',
      'labels: [{pairs: {a: b}, includeSelectors: true, fields: [{path: a, create: true}]}]',
      'images: [{name: busybox, newTag: "2"}]',
      'patches: [{patch: "[]", target: {kind: Pod, labelSelector: a=b}, options: {allowNameChange: true}}]',
      'replacements: [{source: {kind: Pod, fieldPath: a}, targets: [{select: {kind: Pod}, fieldPaths: [b]}]}]',
      'secretGenerator: [{name: s, literals: [a=b], type: Opaque, options: {disableNameSuffixHash: true}}]',
    ].join('\n');

    expect(kustomize(`${text}\n`)).toEqual([]);
  });

  it.each([
    ['names itself', { 'k/kustomization.yaml': 'resources: [.]\n' }],
    [
      'multiplies',
      Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          `k/${i}/kustomization.yaml`,
          i === 0 ? 'resources: [../web.yaml]\n' : `resources: [../${i - 1}, ../${i - 1}/]\nnamePrefix: a\n`,
        ]),
      ),
    ],
  ])('is refused where it %s', (_, files) => {
    const { problems } = read({ ...files, 'k/web.yaml': POD });
    expect([...new Set(problems.map(({ message }) => message.id))]).toEqual(['kustomize-multiplies']);
  });

  it('is refused with too many others', () => {
    const files = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [`k/${i}/kustomization.yaml`, 'resources: [../web.yaml]\n']),
    );

    expect(read({ ...files, 'k/web.yaml': POD }).problems.map(({ message }) => message.id)).toEqual([
      'too-many-kustomizations',
    ]);
  });

  it('may not choose the namespace', () => {
    expect(kustomize('namespace: kube-system\n')).toEqual(['namespace-not-owned:1']);
  });

  it('may read files of its folder, and is named for rendering', () => {
    const text = 'resources: [web.yaml]\nconfigMapGenerator:\n- name: c\n  envs: [app.env]\n';
    expect(kustomize(text)).toEqual([]);

    expect(
      read({ 'k/kustomization.yaml': text, 'k/web.yaml': POD, 'k/app.env': 'A=1' }).kustomizations,
    ).toEqual(['k']);
  });

  it('says what it names, whether it is there or not, and no way out', () => {
    const text = [
      'resources: [web.yaml, ../shared, ../../out, https://example.org/a]',
      'patches: [{path: p.yaml}, {patch: "a: 1"}]',
      'patchesStrategicMerge: ["kind: Pod\\nmetadata: {}\\n"]',
      'configMapGenerator: [{name: c, files: [key=a.txt, b.txt], envs: [.env]}]',
      'secretGenerator: [{name: s, env: s.env}]',
      'replacements: [{path: r.yaml}]',
    ].join('\n');

    const { references } = read({ 'k/kustomization.yaml': text });
    const own = references.filter((path) => !path.startsWith('k/https:'));

    expect(own.sort()).toEqual([
      ...['k/.env', 'k/a.txt', 'k/b.txt', 'k/p.yaml', 'k/r.yaml', 'k/s.env', 'k/web.yaml'],
      'shared',
    ]);
  });

  it('names a bounded number of files', () => {
    const text = `resources: [${Array.from({ length: 3000 }, (_, i) => `${i}.yaml`).join(', ')}]\n`;
    expect(read({ 'k/kustomization.yaml': text }).references).toHaveLength(500);
  });

  it('has its rendered objects led back to definition, patch and generator', () => {
    const files = {
      'k/kustomization.yaml':
        'namePrefix: p-\nresources: [web.yaml]\npatches: [{path: patch.yaml}]\nconfigMapGenerator:\n- name: c\n  literals: [a=b]\n',
      'k/web.yaml': POD,
      'k/patch.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostname: h\n',
    };

    const rendered = `${POD.replace('name: web', 'name: p-web')}  hostname: h\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: p-c-k4f2}\n`;
    const [pod, config] = read(files, { k: rendered }).files.objects('k/');

    expect(pod?.positionOf(['spec', 'containers', 0, 'image'])).toMatchObject({
      file: 'k/web.yaml',
      line: 8,
    });

    expect(pod?.positionOf(['spec', 'hostname'])).toMatchObject({ file: 'k/patch.yaml', line: 5 });
    expect(config?.positionOf(['data', 'a'])).toMatchObject({ file: 'k/kustomization.yaml', line: 5 });
  });

  it('is judged by what it renders to', () => {
    const files = { 'k/kustomization.yaml': 'resources: [web.yaml]\n', 'k/web.yaml': POD };
    const rendered = POD.replace('spec:\n', 'spec:\n  hostNetwork: true\n');
    const [problem] = read(files, { k: rendered }).problems;

    expect(problem).toMatchObject({
      message: { id: 'pod-security-refused' },
      position: { file: 'k/web.yaml', line: 5 },
    });
  });
});

describe('hostile text', () => {
  it('never makes the reader throw: 3,000 mutations of a manifest', () => {
    const random = createRandom('mutations');

    const scraps = [
      '\t',
      '\n',
      ': ',
      '- ',
      '[',
      '{',
      '}',
      '"',
      "'",
      '&a ',
      '*a',
      '<<: ',
      '!!x ',
      '%',
      '|\n',
      '>\n',
      '---\n',
      '\u0000',
      '\ufeff',
      '😀',
      '? ',
      '#',
      '__proto__: ',
      '\r',
      '\ud83d',
      '"\\ud83d": ',
      '"\\0": ',
    ];

    for (let i = 0; i < 3_000; i++) {
      let text = POD;

      for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
        const at = Math.floor(random() * text.length);
        const cut = random() < 0.5 ? Math.floor(random() * 6) : 0;

        text =
          text.slice(0, at) + (scraps[Math.floor(random() * scraps.length)] ?? '') + text.slice(at + cut);
      }

      const { problems } = read({ 'app.yaml': text });
      expect(JSON.stringify(problems)).not.toMatch(/(?<!\\)\\(?:u0000|ud[89a-f])/i);
    }
  }, 180_000);
});
