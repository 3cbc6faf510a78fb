// Writes the abuse list of docs/security.md from what the tests try; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import type { AbuseCase } from '../test/end-to-end/cluster/abuse/abuse-case.ts';
import { ABUSE_LIST } from '../test/end-to-end/cluster/abuse/abuse-list.ts';

const FILE = 'docs/security.md';
const START = '<!-- abuse list: written by npm run abuse-table -->';
const END = '<!-- end of the abuse list -->';

function row({ id, class: kind, does, expected }: AbuseCase): string {
  if (expected.by === 'containment') return `| \`${id}\` | ${kind} | ${does} | contained: ${expected.rule} |`;
  if (expected.by === 'left out')
    return `| \`${id}\` | ${kind} | ${does} | left out by reading: \`${expected.field.join('.')}\` |`;
  const by = expected.by === 'reading' ? 'reading' : 'API server';
  const behind = expected.behind === undefined ? '' : `; behind it ${second(expected.behind)}`;
  return `| \`${id}\` | ${kind} | ${does} | refused by ${by}: \`${expected.message}\`${behind} |`;
}

function second(behind: string): string {
  if (behind.startsWith('violates PodSecurity')) return 'Pod Security';
  return behind.startsWith('saiten-') ? `the policy \`${behind}\`` : "the API server's validation";
}

const table = [
  `${ABUSE_LIST.length} submissions.`,
  '',
  '| id | class | what it tries | what comes of it |',
  '| --- | --- | --- | --- |',
  ...ABUSE_LIST.map(row),
].join('\n');

const page = readFileSync(FILE, 'utf8');
const [before, rest = ''] = page.split(START);
const wanted = `${before}${START}\n\n${table}\n\n${END}${rest.split(END)[1] ?? ''}`;

if (!process.argv.includes('--check')) writeFileSync(FILE, wanted);
else if (page !== wanted) {
  process.stderr.write(`${FILE} does not match the abuse list: run npm run abuse-table\n`);
  process.exitCode = 1;
}
