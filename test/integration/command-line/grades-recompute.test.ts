import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { startApi } from '../../support/running-api.ts';
import { seedCourse } from '../../support/seed-course.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/saiten.js', import.meta.url));

let server: DatabaseServer;
let url: string;

beforeAll(async () => {
  server = await startDatabaseServer();
  url = await server.fresh();
  const api = await startApi(url);
  await seedCourse(api);
  await api.close();
});

afterAll(() => server.stop());

async function recompute(...course: string[]) {
  const { exitCode, all } = await execa('node', [PROGRAM, 'grades', 'recompute', ...course], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url },
    extendEnv: false,
    reject: false,
    all: true,
  });

  return { exitCode, said: all };
}

async function query(text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

it('makes the grades of runs that ended before grades were kept, once, and says so in the audit log', async () => {
  const before = await query('select github_id, exercise, earned, state from grades order by 1, 2');
  await query('delete from grades');
  expect(await recompute('kubernetes-2026')).toEqual({ exitCode: 0, said: 'kubernetes-2026: 3 changed' });
  expect(await query('select github_id, exercise, earned, state from grades order by 1, 2')).toEqual(before);

  expect((await recompute()).said).toBe(
    'default: every grade was right\nkubernetes-2026: every grade was right',
  );

  expect(await query("select count(*) from audit_log where action = 'recomputeGrades'")).toEqual([
    { count: '1' },
  ]);
});

it('names a course that is not there', async () => {
  expect(await recompute('nowhere')).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('There is no course "nowhere".') as string,
  });
});
