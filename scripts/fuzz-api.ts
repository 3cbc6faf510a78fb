// Asks the API what nobody thought of: schemathesis (https://schemathesis.readthedocs.io) makes requests from the OpenAPI
// description, against a course in which the named things exist. Fails on a 5xx and on every answer that the description
// does not have. Needs Python 3.10 or newer and PyPI. Usage: npm run fuzz-api -- [EXAMPLES PER OPERATION]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import pg from 'pg';
import { seedCourse } from '../bench/course-seed.ts';
import { startDatabaseServer } from '../test/support/database.ts';
import { askAsOperator, OPERATOR, startApi } from '../test/support/running-api.ts';

const SCHEMATHESIS = 'schemathesis==4.32.5';

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

const EXERCISE = '01-exercise-1';
const examples = Number(process.argv[2] ?? 40);

type Api = Awaited<ReturnType<typeof startApi>>;

const folder = await mkdtemp(join(tmpdir(), 'saiten-fuzz-'));
const database = await startDatabaseServer();

try {
  await execa('python3', ['-m', 'venv', folder]);
  await execa(join(folder, 'bin', 'pip'), ['install', '--quiet', SCHEMATHESIS]);
  const url = await database.fresh();
  const api = await startApi(url, { requestsPerMinute: 1_000_000, repeat: () => () => undefined });

  try {
    await seedCourse(url, { learners: 5, exercises: 2, runsEach: 2 });
    const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
    const all = await fuzz(address, await namedThings(api), ['--exclude-method', 'DELETE']);
    // Hardly any made-up version is the one of the thing; this one is, until the first write.
    const things = { ...(await namedThings(api)), 'header.if-match': '"1"' };
    const changes = await fuzz(address, things, ['--include-method', 'PUT', '--include-method', 'PATCH']);
    // What deletes comes last: the other requests need what it deletes.
    const deletions = await fuzz(address, await namedThings(api), ['--include-method', 'DELETE']);
    process.stdout.write(await writesThatSucceeded(url));
    process.exitCode = all || changes || deletions;
  } finally {
    await api.close();
  }
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

/** How often each write went through, by the audit log: requests that are all refused would prove little. */
async function writesThatSucceeded(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();

  const { rows } = await client.query<{ action: string; count: string }>(
    'select action, count(*) from audit_log group by action order by action',
  );

  await client.end();
  return `Writes that succeeded: ${rows.map(({ action, count }) => `${action} ${count}`).join(', ')}\n`;
}

/** Runs schemathesis once; resolves with its exit code. */
async function fuzz(address: string, things: Record<string, string>, which: string[]): Promise<number> {
  const configuration = join(folder, 'schemathesis.toml');
  const parameters = Object.entries(things).map(([name, value]) => `"${name}" = ${JSON.stringify(value)}`);
  await writeFile(configuration, ['[parameters]', ...parameters, ''].join('\n'));

  const { exitCode = 1 } = await execa(
    join(folder, 'bin', 'schemathesis'),
    [
      ...['--config-file', configuration, 'run', `${address}/api/v1/openapi.json`, ...which],
      ...['--header', `authorization: Bearer ${OPERATOR}`, '--checks', CHECKS.join(',')],
      ...['--max-examples', String(examples), '--phases', 'examples,coverage,fuzzing', '--seed', '1'],
      // A stream of events has no end.
      ...['--exclude-path-regex', '/events$', '--continue-on-failure', '--warnings', 'off'],
    ],
    { stdio: 'inherit', reject: false, cwd: folder },
  );

  return exitCode;
}

/** Makes one thing of each kind that addresses name; answers with the values of parameters, as schemathesis names them. */
async function namedThings(api: Api): Promise<Record<string, string>> {
  const make = async (path: string, payload: object) => {
    const answer = await askAsOperator(api, 'POST', path, { payload });
    if (answer.statusCode >= 300) throw new Error(`Expected POST ${path} to work: ${answer.body}`);
    return answer.json<Record<string, string>>();
  };

  const { tokenId } = await make('/tokens', { name: 'fuzz', role: 'learner' });

  const { overrideId } = await make(`/courses/default/grades/1/${EXERCISE}/overrides`, {
    points: 5,
    reason: 'a reason',
  });

  const { regradeId } = await make('/courses/default/regrades', {
    filter: { which: 'all', exercise: EXERCISE },
    reason: 'a reason',
  });

  const [submission] = (
    await askAsOperator(api, 'GET', '/courses/default/submissions?learner=1&limit=1')
  ).json<{ items: { id: string }[] }>().items;

  return {
    'path.course': 'default',
    'path.exercise': EXERCISE,
    'path.githubId': '1',
    'path.id': String(submission?.id),
    'path.tokenId': String(tokenId),
    'path.override': String(overrideId),
    'path.regrade': String(regradeId),
  };
}
