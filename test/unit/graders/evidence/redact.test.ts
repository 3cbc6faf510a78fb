import { expect, it } from 'vitest';
import { redact } from '../../../../graders/evidence/redact.ts';

it.each([
  ['password=hunter22 ok', ['hunter22'], 'password=*** ok'],
  [`encoded ${Buffer.from('hunter22').toString('base64')}`, ['hunter22'], 'encoded ***='],
  ['a.b matches only itself: aXb', ['a.bc'], 'a.b matches only itself: aXb'],
  ['yes or no', ['no'], 'yes or no'],
])('shows %s with %o as %s', (text, secrets, shown) => {
  expect(redact(text, secrets)).toBe(shown);
});
