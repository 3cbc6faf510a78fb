// Writes the index of docs/decisions from the titles and states of the decisions; with --check only says whether it is up to date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const FOLDER = 'docs/decisions';
const FILE = `${FOLDER}/README.md`;

const HEAD = `# Decisions

What a reader would question, and why it is so. Each has a number that stays: context, decision, consequences, as short as they come. A
state other than "accepted" names the decision that takes its place. A new one gets the next free number and is entered here by
\`npm run decisions-index\`.
`;

/** The title and the state of one decision. Throws an Error that names the file when it has none. */
function rowOf(file: string): string {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  const [, number, title, status] = /^# (\d+)\. (.+)\n\nStatus: ([^]+?)\.\n\n/.exec(text) ?? [];
  if (
    number === undefined ||
    title === undefined ||
    status === undefined ||
    Number(file.slice(0, 4)) !== Number(number)
  )
    throw new Error(`${FOLDER}/${file}: expected "# <number of the file>. <title>" and "Status: <state>."`);
  return `| ${number} | [${title}](${file}) | ${status.replaceAll('\n', ' ')} |`;
}

const rows = readdirSync(FOLDER)
  .filter((file) => /^\d{4}-/.test(file))
  .sort()
  .map(rowOf);

const wanted = `${HEAD}\n${['| | decision | state |', '| --- | --- | --- |', ...rows].join('\n')}\n`;

if (!process.argv.includes('--check')) writeFileSync(FILE, wanted);
else if (readFileSync(FILE, 'utf8') !== wanted) {
  process.stderr.write(`${FILE} does not match the decisions: run npm run decisions-index\n`);
  process.exitCode = 1;
}
