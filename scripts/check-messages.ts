import { fileURLToPath } from 'node:url';
import { messageProblems } from './message-problems.ts';

const problems = messageProblems(fileURLToPath(new URL('../', import.meta.url)));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
