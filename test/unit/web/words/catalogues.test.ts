import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../web/source/words/en.ts';
import { ja } from '../../../../web/source/words/ja.ts';

const catalogues: Record<string, Record<string, string>> = { en, ja };
const keys = [...new Set([...Object.keys(en), ...Object.keys(ja)])];
const placeholders = (sentence: string | undefined) => (sentence?.match(/\{\w+\}/g) ?? []).sort();

async function sources(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });

  const files = entries.filter(
    ({ name, parentPath }) => /\.tsx?$/.test(name) && !parentPath.endsWith('words'),
  );

  return (
    await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
  ).join();
}

describe('what the page says', () => {
  it.each(Object.keys(catalogues))('is complete in %s', (language) => {
    expect(keys.filter((key) => !catalogues[language]?.[key]?.trim())).toEqual([]);
  });

  it('names the same things in both languages', () => {
    const differing = keys.filter(
      (key) =>
        String(placeholders(catalogues['en']?.[key])) !== String(placeholders(catalogues['ja']?.[key])),
    );

    expect(differing).toEqual([]);
  });

  it('is Japanese in the Japanese catalogue', () => {
    const exempt = ['export.json', 'manifest.marks', 'points.of'];

    const latin = Object.entries(ja).filter(
      ([key, text]) => !/[ぁ-んァ-ヶ一-龠]/.test(text) && !exempt.includes(key),
    );

    expect(latin).toEqual([]);
  });

  it('has no sentence that the page never says', async () => {
    const text = await sources('web/source');

    const composed =
      /^(action|state|check|role|source|late|results|policy|rules|theme|phase|evidence|export|regrade|gradebook\.filter|length)\.|\.title$/;

    expect(keys.filter((key) => !text.includes(`'${key}'`) && !composed.test(key))).toEqual([]);
  });
});
