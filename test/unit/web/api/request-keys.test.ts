import { expect, it } from 'vitest';
import { createRequestKeys } from '../../../../web/source/api/request-keys.ts';

const DONE = 'done';

it.each([
  ['one key for a content that is tried again', ['a', 'a'], [1, 1]],
  ['a new key when the content has changed', ['a', 'b'], [1, 2]],
  ['the old key when the content is changed back', ['a', 'b', 'a'], [1, 2, 1]],
  ['the old key for a click after the one that was answered', ['a', DONE, 'a'], [1, 1]],
  ['new keys for what is written after something was done', ['a', DONE, 'b', 'a'], [1, 2, 3]],
])('gives %s', (_, steps, keys) => {
  let made = 0;
  const form = createRequestKeys(() => String(++made));
  const given: number[] = [];
  let last = '';

  for (const step of steps)
    if (step === DONE) form.done(last);
    else given.push(Number(form.keyFor((last = step))));

  expect(given).toEqual(keys);
});
