import { describe, expect, it } from 'vitest';
import { replaceWords } from '../../../../graders/submission/replace-words.ts';
import { submittedObject } from '../../../support/builders/submitted-object.ts';

const words = new Map([
  ['v1', 'v11111111'],
  ['v2', 'v22222222'],
]);

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

function replaced(fields: { kind: string } & Record<string, unknown>): Record<string, unknown> | undefined {
  return replaceWords([submittedObject(fields)], words)[0]?.value;
}

describe('replaceWords', () => {
  it.each([
    ['v1', 'v11111111'],
    ['<b>v1</b> not v2.', '<b>v11111111</b> not v22222222.'],
    ['v12 rev1 web-v1 v1_2 v1-beta', 'v12 rev1 web-v1 v1_2 v1-beta'],
    [String.raw`printf 'OK\r\n\nv1\n'`, String.raw`printf 'OK\r\n\nv11111111\n'`],
    [String.raw`'\x0av1' '\012v2'`, String.raw`'\x0av11111111' '\012v22222222'`],
    ['/echo?msg=%0Av1', '/echo?msg=%0Av11111111'],
    ['/www/v1/index.html', '/www/v11111111/index.html'],
    ['版v1です', '版v11111111です'],
  ])('puts drawn words into "%s"', (text, expected) => {
    expect(replaced({ kind: 'Deployment', spec: { args: [text] } })).toMatchObject({
      spec: { args: [expected] },
    });
  });

  it('leaves what an object is, and its program, as written', () => {
    const spec = { image: 'app:v1', fieldRef: { apiVersion: 'v1', kind: 'v1' } };
    expect(replaced({ kind: 'Deployment', spec })).toMatchObject({ apiVersion: 'v1', spec });
  });

  it('leaves the names of fields, also where they are the word', () => {
    expect(replaced({ kind: 'Deployment', spec: { v1: 'v1' } })).toMatchObject({ spec: { v1: 'v11111111' } });
  });

  it('replaces in keys that the learner chooses and where they are referred to', () => {
    const object = replaced({
      kind: 'ConfigMap',
      name: 'v1',
      data: { v1: 'a', 'v1.txt': 'v1', image: 'v1' },
      spec: { key: 'v1', selector: { v1: 'v1' } },
    });

    expect(object).toMatchObject({
      metadata: { name: 'v11111111' },
      data: { v11111111: 'a', 'v11111111.txt': 'v11111111', image: 'v11111111' },
      spec: { key: 'v11111111', selector: { v11111111: 'v11111111' } },
    });
  });

  it('does not take the selector of a workload for a map of texts', () => {
    const selector = { matchLabels: { app: 'v1' }, matchExpressions: [{ key: 'v2', values: ['v1'] }] };

    expect(replaced({ kind: 'Deployment', spec: { selector } })).toMatchObject({
      spec: {
        selector: {
          matchLabels: { app: 'v11111111' },
          matchExpressions: [{ key: 'v22222222', values: ['v11111111'] }],
        },
      },
    });
  });

  it('reaches into base64, of Secrets and binary data alone', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(' v1')]);
    const drawn = Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(' v11111111')]);

    expect(
      replaced({ kind: 'Secret', data: { a: base64('v1') }, binaryData: { b: base64(bytes) } }),
    ).toMatchObject({ data: { a: base64('v11111111') }, binaryData: { b: base64(drawn) } });

    expect(replaced({ kind: 'ConfigMap', data: { a: base64('v1') } })).toMatchObject({
      data: { a: base64('v1') },
    });
  });

  it.each(['v1', 'not base64!', ''])('leaves "%s" in a Secret for the API server to refuse', (text) => {
    expect(replaced({ kind: 'Secret', data: { a: text } })).toMatchObject({ data: { a: text } });
  });

  it('changes nothing of what it was given', () => {
    const object = submittedObject({ kind: 'ConfigMap', data: { a: 'v1' } });
    replaceWords([object], words);
    expect(object.value).toMatchObject({ data: { a: 'v1' } });
  });

  it('leads positions to the key the learner wrote', () => {
    const [object] = replaceWords([submittedObject({ kind: 'ConfigMap' })], words);
    expect(object?.positionOf(['data', 'v11111111', 0]).file).toBe('all.yaml#data.v1.0');
  });
});
