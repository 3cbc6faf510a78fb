// What the gate before GitHub costs: the writes of one pull request after a pause, from the first "queued" to the
// verdict, against the fake GitHub on loopback. Usage: npx tsx bench/publish-writes.ts [PULL REQUESTS]
import { setTimeout as sleep } from 'node:timers/promises';
import { createGitHub } from '../services/github/create-github.ts';
import { createPublisher } from '../services/github/publishing/publisher.ts';
import { startGitHubServer } from '../test/github-server/start-github-server.ts';
import { spread } from './spread.ts';

const pulls = Number(process.argv[2] ?? 3);
const server = await startGitHubServer();
const repository = server.addRepository({ owner: 'school', name: 'course', files: { 'README.md': 'hi\n' } });

const publisher = createPublisher(
  createGitHub({ mode: 'app', appId: server.app.id, privateKey: server.app.privateKey, baseUrl: server.url }),
);

const times: Record<'first check' | 'comment' | 'in progress' | 'verdict' | 'comment edit', number[]> = {
  'first check': [],
  comment: [],
  'in progress': [],
  verdict: [],
  'comment edit': [],
};

async function timed<Result>(step: keyof typeof times, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  times[step].push(performance.now() - start);
  return result;
}

/** Milliseconds after which the budget has forgotten the writes of the pull request before. */
const PAUSE_MS = 11_000;

for (let index = 0; index < pulls; index++) {
  if (index > 0) await sleep(PAUSE_MS);
  const author = `learner-${index}`;
  server.addUser(author);
  server.commitFiles(repository, { branch: author, files: { [`${index}.yaml`]: 'kind: Pod\n' }, author });

  const { number, headSha } = server.openPullRequest({
    repo: repository,
    head: author,
    title: 'Mine',
    author,
  });

  const reference = { repositoryId: repository.id, owner: repository.owner, name: repository.name };

  const check = {
    repository: reference,
    headSha,
    name: 'grading / 01-pods',
    externalId: `external-${index}`,
    output: { title: 'Waiting', summary: 'In the queue.' },
  };

  const marker = `<!-- saiten:bench/${index} -->`;

  const { checkRunId } = await timed('first check', () =>
    publisher.publishCheck({ ...check, status: 'queued' }),
  );

  const known = checkRunId === undefined ? {} : { knownCheckRunId: checkRunId };

  const { commentId } = await timed('comment', () =>
    publisher.publishComment({ repository: reference, number, marker, body: `${marker}\nwaiting` }),
  );

  await timed('in progress', () =>
    publisher.publishCheck({
      ...check,
      ...known,
      status: 'in_progress',
      output: { title: 'Grading', summary: '' },
    }),
  );

  await timed('verdict', () =>
    publisher.publishCheck({
      ...check,
      ...known,
      status: 'completed',
      conclusion: 'success',
      output: { title: '100 / 100', summary: 'All passed.' },
    }),
  );

  await timed('comment edit', () =>
    publisher.publishComment({
      repository: reference,
      number,
      marker,
      body: `${marker}\n100 / 100`,
      knownCommentId: commentId,
    }),
  );
}

process.stdout.write('step          median ms   least    most\n');

for (const [step, figures] of Object.entries(times)) {
  const { median, least, most } = spread(figures);
  const cells = [median, least, most].map((value) => value.toFixed(0).padStart(8)).join(' ');
  process.stdout.write(`${step.padEnd(12)} ${cells}\n`);
}

await server.close();
