import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../services/worker/evidence/create-redactor.ts';

const redact = (text: string, ...secrets: string[]) => createRedactor(secrets)?.text(text);

describe('a redactor', () => {
  it.each([
    ['plain', 'password is hunter2!', 'password is ***!'],
    ['in base64', `x: ${Buffer.from('hunter2').toString('base64')}`, 'x: ***=='],
    ['in an address', 'postgres://u:hunter2@db', 'postgres://u:***@db'],
    ['every time', 'hunter2 hunter2', '*** ***'],
  ])('takes a value out %s', (_name, text, shown) => {
    expect(redact(text, 'hunter2')).toBe(shown);
  });

  it('takes out a percent-encoded value', () => {
    expect(redact('postgres://u:p%40ss%2Fword@db', 'p@ss/word')).toBe('postgres://u:***@db');
  });

  it('takes out the lines of a value that is indented elsewhere', () => {
    expect(redact('key: |\n  BEGIN\n  abcdef\n', 'BEGIN\nabcdef\n')).toBe('key: |\n  ***\n  ***\n');
  });

  it('takes the longest value first, so that nothing of it is left', () => {
    expect(redact('hunter2000', 'hunter', 'hunter2000')).toBe('***');
  });

  it('leaves text alone when the value is too short to be told apart', () => {
    expect(redact('a cat', 'cat')).toBe('a cat');
  });

  it('reaches every text of an object, names and numbers too', () => {
    const value = { hunter2: [1, 'x hunter2', { deep: 123456 }], plain: null };

    expect(createRedactor(['hunter2', '123456'])?.value(value)).toEqual({
      '***': [1, 'x ***', { deep: '***' }],
      plain: null,
    });
  });

  it('leaves names and numbers of a record of ours', () => {
    const record = { text: 'x text', bytes: 123456 };
    expect(createRedactor(['text', '123456'])?.record(record)).toEqual({ text: 'x ***', bytes: 123456 });
  });

  it('gives up when there are too many values', () => {
    expect(createRedactor(Array.from({ length: 600 }, (_, i) => `value-${i}`))).toBeUndefined();
  });

  it('leaves no value in any text', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 6, maxLength: 40 })
          .filter((text) => text.trim().length >= 6 && !text.includes('*')),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          expect(redact(before + secret + after, secret)).not.toContain(secret);
        },
      ),
    );
  });
});
