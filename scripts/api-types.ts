import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

/** Writes the types of the API from `docs/openapi.json`; with `--check` it only says whether they are current. */
const path = fileURLToPath(new URL('../web/source/api/api-types.ts', import.meta.url));

const types = await openapiTypes(new URL('../docs/openapi.json', import.meta.url), {
  defaultNonNullable: false,
});

const header = '// Written by `npm run api-types` from docs/openapi.json. Do not edit.\n\n';

const text = await format(header + astToString(types), {
  parser: 'typescript',
  singleQuote: true,
  printWidth: 110,
  trailingComma: 'all',
});

if (!process.argv.includes('--check')) await writeFile(path, text);
else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('web/source/api/api-types.ts is not current: run npm run api-types\n');
  process.exitCode = 1;
}
