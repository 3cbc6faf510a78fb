import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../../graders/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import { loadKitMessages } from '../../../../graders/load-messages.ts';
import { createRandom } from '../../../../graders/random.ts';
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
    ['an alias', 'a: &x 1\nb: *x\n', ['alias-refused:1']],
    ['a merge key', 'a:\n  <<: {b: 1}\n', ['merge-key-refused:2']],
    ['a tag', 'a: !!str 1\n', ['tag-refused:1']],
    ['a directive', '%YAML 1.1\n---\na: 1\n', ['directive-refused:1']],
    ['deep brackets', '['.repeat(50_000), ['too-deep:1']],
    ['deep dashes', '- '.repeat(50_000), ['too-deep:1']],
    [
      'deep indentation',
      Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      ['too-deep:202'],
    ],
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
    ['a status', `${POD}status: {phase: Running}\n`, ['server-field-refused:9']],
    ['a finalizer', POD.replace('name: web', 'name: web\n  finalizers: [a/b]'), ['server-field-refused:5']],
    ['a bare yes as label', POD.replace('name: web', 'name: web\n  labels: {a: yes}'), ['field-not-text:5']],
    ['a list of objects', 'apiVersion: v1\nkind: List\nmetadata: {name: a}\nitems: []\n', ['list-refused:2']],
    ['the same object twice', `${POD}---\n${POD}`, ['duplicate-object:10']],
  ])('refuses an object with %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('accepts what kubectl writes by itself: an empty status', () => {
    expect(problemsOf(`${POD}status: {}\n`)).toEqual([]);
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
  it('never makes the reader throw: 10,000 mutations of a manifest', () => {
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
    ];
    for (let i = 0; i < 10_000; i++) {
      let text = POD;
      for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
        const at = Math.floor(random() * text.length);
        const cut = random() < 0.5 ? Math.floor(random() * 6) : 0;
        text =
          text.slice(0, at) + (scraps[Math.floor(random() * scraps.length)] ?? '') + text.slice(at + cut);
      }
      expect(Array.isArray(read({ 'app.yaml': text }).problems)).toBe(true);
    }
  }, 180_000);
});
