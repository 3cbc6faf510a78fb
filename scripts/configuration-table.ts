// Writes docs/configuration.md from the schema of the settings; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { describeSchema } from '../services/config/describe-schema.ts';
import type { Setting } from '../services/config/setting.ts';
import { SETTINGS } from '../services/config/settings.ts';

const FILE = 'docs/configuration.md';

function row(setting: Setting): string {
  const kind = describeSchema(setting.schema) + (setting.unit === undefined ? '' : ` (${setting.unit})`);
  const standard = setting.default === undefined ? '' : `\`${setting.default}\``;
  return `| \`${setting.variable}\` | ${setting.description} | ${kind} | ${standard} |`;
}

const page = `# Configuration

Settings are environment variables. A wrong or missing one stops the start with a list of all problems: the name,
what was found, what is expected. An empty value counts as not set. This page is written by
\`npm run configuration-table\` from [the schema](../services/config/settings.ts).

| variable | meaning | value | default |
| --- | --- | --- | --- |
${(Object.values(SETTINGS) as Setting[]).map(row).join('\n')}

Which of them a process cannot do without is decided in [requirements.ts](../services/config/requirements.ts):
the webhook needs \`SAITEN_WEBHOOK_SECRET\`; worker and reconcile need the App (\`SAITEN_GITHUB_APP_ID\` and its
private key) or \`SAITEN_GITHUB_TOKEN\`; the API needs \`SAITEN_API_TOKEN\`; \`saiten serve\` needs all of these;
\`saiten grade\` and \`saiten verify\` need none.
`;

if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  process.stderr.write(`${FILE} does not match the schema: run npm run configuration-table\n`);
  process.exitCode = 1;
}
