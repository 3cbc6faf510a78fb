import { expect, it } from 'vitest';
import { proseParts } from '../../../web/source/prose-parts.ts';

it.each([
  ['no code', ['no code']],
  ['Set `spec.replicas`.', ['Set ', '<spec.replicas>', '.']],
  ['`a` and `b`', ['<a>', ' and ', '<b>']],
  ['`spec.replicas` を設定し、', ['<spec.replicas>', ' を設定し、']],
  ['one ` alone', ['one ` alone']],
  ['`a` and ` alone', ['<a>', ' and ` alone']],
  ['nothing in ``', ['nothing in ``']],
  ['<b>`<i>`</b>', ['<b>', '<<i>>', '</b>']],
  ['', []],
])('reads %j', (sentence, parts) => {
  expect(proseParts(sentence).map(({ text, isCode }) => (isCode ? `<${text}>` : text))).toEqual(parts);
});
