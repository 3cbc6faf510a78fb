import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { describeApi } from './describe-api.ts';

/** Writes `docs/openapi.json` from the routes; with `--check` it only says whether the file is current. */
const path = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const text = await format(JSON.stringify(await describeApi()), { parser: 'json', printWidth: 110 });

if (!process.argv.includes('--check')) await writeFile(path, text);
else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('docs/openapi.json is not current: run npm run openapi\n');
  process.exitCode = 1;
}
