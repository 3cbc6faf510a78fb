// What the API adds to the database: the gradebook and lists of a large course over loopback, beside the same data read by
// a hand-written query. In turn, in one run. Usage: npx tsx bench/api.ts [ROUNDS] [LEARNERS] [EXERCISES] [RUNS EACH]
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { DEFAULT_COURSE_ID } from '../services/domain/courses/course.ts';
import { startDatabaseServer } from '../test/support/database.ts';
import { OPERATOR, startApi } from '../test/support/running-api.ts';
import { seedCourse } from './course-seed.ts';
import { spread } from './spread.ts';
import { timed, type Phases } from './timed.ts';

const [rounds = 9, learners = 1000, exercises = 60, runsEach = 5] = process.argv.slice(2).map(Number);

/** A route and the query that somebody would write by hand for what it shows. */
const COMPARED: Record<string, { path: string; query: string }> = {
  'gradebook as JSON': {
    path: '/gradebook',
    query: `select members.github_id, members.login, members.name, grades.exercise, grades.earned, grades.possible,
        grades.state, grades.attempts, grades.late_seconds, grades.released, assignments.weight
      from course_members members
      left join grades using (course_id, github_id)
      left join assignments using (course_id, exercise)
      where course_id = $1 order by members.login, grades.exercise`,
  },
  'gradebook as CSV': {
    path: '/gradebook?format=csv',
    query: `select members.github_id, members.login, members.name, grades.exercise, grades.earned
      from course_members members left join grades using (course_id, github_id)
      where course_id = $1 order by members.login, grades.exercise`,
  },
  'gradebook of one exercise': {
    path: '/gradebook?exercise=07-exercise-7',
    query: `select members.github_id, members.login, members.name, grades.earned, grades.possible, grades.state,
        grades.attempts, grades.late_seconds, grades.released
      from course_members members
      left join grades on grades.course_id = members.course_id and grades.github_id = members.github_id
        and grades.exercise = '07-exercise-7'
      where members.course_id = $1 order by members.login`,
  },
  'members, 200 of them': {
    path: '/members?limit=200',
    query: `select github_id, login, name, pseudonym, role, source, active, version, created_at, updated_at
      from course_members where course_id = $1 order by github_id limit 201`,
  },
  'submissions, 200 of them': {
    path: '/submissions?limit=200',
    query: `select id, repository_id, pull_number, head_sha, exercise, attempt, author_id, author_login, state, created_at,
        (select verdict from runs where submission_id = submissions.id and verdict is not null
          order by fencing desc limit 1)
      from submissions where course_id = $1 order by created_at desc, id desc limit 201`,
  },
  'submissions of a learner': {
    path: '/submissions?limit=200&learner=7',
    query: `select id, repository_id, pull_number, head_sha, exercise, attempt, author_id, author_login, state, created_at,
        (select verdict from runs where submission_id = submissions.id and verdict is not null
          order by fencing desc limit 1)
      from submissions where course_id = $1 and author_id = 7 order by created_at desc, id desc limit 201`,
  },
  'statistics of an exercise': {
    path: '/exercises/07-exercise-7/statistics',
    query: `select
        (select json_agg(checks) from (
          select check_id, status, code, count(*), max(run_id) as example from check_results
          where course_id = $1 and exercise = '07-exercise-7' group by check_id, status, code) checks),
        (select json_agg(scores) from (
          select floor(10 * best) as tenth, count(*) from (
            select max(earned / possible) as best from run_facts
            where course_id = $1 and exercise = '07-exercise-7' group by github_id) learners
          group by tenth) scores),
        (select json_agg(timings) from (
          select phase, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by "durationMs")
          from run_facts, jsonb_to_recordset(phases) as timing (phase text, "durationMs" float8)
          where course_id = $1 and exercise = '07-exercise-7' group by phase) timings),
        (select json_agg(runs) from (
          select verdict, count(*), count(distinct github_id),
            percentile_cont(array[0.25, 0.5, 0.75]) within group (order by cluster_ms) from run_facts
          where course_id = $1 and exercise = '07-exercise-7' group by verdict) runs)`,
  },
  'statistics of the course': {
    path: '/statistics',
    query: `select exercise, verdict, count(*), count(distinct github_id), avg(cluster_ms) from run_facts
      where course_id = $1 group by exercise, verdict`,
  },
};

const WARM_UP_MS = 400;

interface Answer {
  status: number;
  firstByte: number;
  total: number;
  bytes: number;
}

/** Milliseconds until the first byte of the body and until its end. */
async function ask(url: string): Promise<Answer> {
  const begun = performance.now();
  const call = request(url, { headers: { authorization: `Bearer ${OPERATOR}` } }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  let firstByte = Number.NaN;
  let bytes = 0;

  response.on('data', (chunk: Buffer) => {
    if (bytes === 0) firstByte = performance.now() - begun;
    bytes += chunk.length;
  });

  await once(response, 'end');
  return { status: response.statusCode ?? 0, firstByte, total: performance.now() - begun, bytes };
}

/** Does something at least once, until so many milliseconds are over. */
async function repeatFor(milliseconds: number, action: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  do await action();
  while (performance.now() - begun < milliseconds);
}

function line(name: string, figures: number[], unit = 'ms'): string {
  const { median, least, most } = spread(figures);
  const digits = unit === 'ms' ? 1 : 2;
  return `  ${name.padEnd(28)} ${median.toFixed(digits).padStart(9)} ${unit}  (${least.toFixed(digits)} to ${most.toFixed(digits)})\n`;
}

const database = await startDatabaseServer();

try {
  const url = await database.fresh();
  const api = await startApi(url, { requestsPerMinute: 1_000_000 });
  const client = new pg.Client({ connectionString: url });

  try {
    const seeding: Phases = {};
    await timed(seeding, 'seed', () => seedCourse(url, { learners, exercises, runsEach }));
    process.stderr.write(`seeded in ${((seeding['seed'] ?? 0) / 1000).toFixed(0)} s\n`);
    await client.connect();
    const base = await api.app.listen({ host: '127.0.0.1', port: 0 });

    process.stdout.write(
      `${learners} learners × ${exercises} exercises, ${learners * exercises * runsEach} runs, ${rounds} rounds\n`,
    );

    for (const [name, { path, query }] of Object.entries(COMPARED)) {
      const address = `${base}/api/v1/courses/default${path}`;
      const first = await ask(address);
      // Plans, compiler and caches are warm, as they are in a server that runs.
      await repeatFor(WARM_UP_MS, () => ask(address));
      await repeatFor(WARM_UP_MS, () => client.query(query, [DEFAULT_COURSE_ID]));

      if (first.status !== 200) {
        process.stdout.write(`${name}: answered ${first.status}, left out\n`);
        continue;
      }

      const answers: Answer[] = [];
      const byHand: number[] = [];

      for (let round = 0; round < rounds; round++) {
        const phases: Phases = {};
        await timed(phases, 'query', () => client.query(query, [DEFAULT_COURSE_ID]));
        byHand.push(phases['query'] ?? Number.NaN);
        answers.push(await ask(address));
      }

      process.stdout.write(`${name} (${(first.bytes / 1024).toFixed(0)} KiB)\n`);

      process.stdout.write(
        line(
          'API, first byte',
          answers.map(({ firstByte }) => firstByte),
        ),
      );

      process.stdout.write(
        line(
          'API, total',
          answers.map(({ total }) => total),
        ),
      );

      process.stdout.write(line('query by hand', byHand));
      const ratios = answers.map(({ total }, index) => total / (byHand[index] ?? Number.NaN));
      process.stdout.write(line('API / query by hand', ratios, '×'));
    }
  } finally {
    await client.end();
    await api.close();
  }
} finally {
  await database.stop();
}
