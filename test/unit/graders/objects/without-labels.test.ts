import type { V1PodSpec } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { withoutLabels } from '../../../../graders/objects/without-labels.ts';

const field = (fieldPath: string) => ({ fieldRef: { fieldPath } });

const spec = (path: string): V1PodSpec => ({
  containers: [{ name: 'app', env: [{ name: 'A', valueFrom: field(path) }] }],
  volumes: [
    { name: 'one', downwardAPI: { items: [{ path: 'a', ...field(path) }] } },
    { name: 'two', projected: { sources: [{ downwardAPI: { items: [{ path: 'a', ...field(path) }] } }] } },
  ],
});

it('keeps the text of labels for variables and files that hold them', () => {
  const metadata = { labels: { 'example.com/word': 'x' }, annotations: { 'label-0': 'mine' } };

  expect(withoutLabels({ metadata, spec: spec("metadata.labels['example.com/word']") })).toEqual({
    annotations: { 'label-0': 'mine', 'label-1000': 'x' },
    spec: spec("metadata.annotations['label-1000']"),
  });
});

it.each(["metadata.annotations['a']", 'metadata.name', "metadata.labels['missing']"])('leaves %s', (path) => {
  const metadata = { labels: { word: 'x' }, annotations: { a: 'b' } };
  expect(withoutLabels({ metadata, spec: spec(path) }).spec).toEqual(spec(path));
});

it('leaves the template as it is', () => {
  const template = { metadata: { labels: { word: 'x' } }, spec: spec("metadata.labels['word']") };
  const before = structuredClone(template);
  withoutLabels(template);
  expect(template).toEqual(before);
});
