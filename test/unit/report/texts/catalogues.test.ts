import { describe, expect, it } from 'vitest';
import { en } from '../../../../services/report/texts/en.ts';
import { ja } from '../../../../services/report/texts/ja.ts';

/** `headline.passed` and so on, for every text of a catalogue that is there and not empty. */
function keys(catalogue: object, prefix = ''): string[] {
  return Object.entries(catalogue)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? keys(value, `${prefix}${key}.`)
        : value === '' || value === undefined
          ? []
          : [prefix + key],
    )
    .sort();
}

describe('the texts of the report', () => {
  it('have the same keys in both languages', () => {
    expect(keys(ja)).toEqual(keys(en));
    expect(keys(ja).length).toBeGreaterThan(40);
  });

  it('are Japanese in the Japanese catalogue and nowhere else', () => {
    const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
    expect(JSON.stringify(en)).not.toMatch(japanese);
    for (const sentence of Object.values(ja.headline)) expect(sentence).toMatch(japanese);
  });
});
