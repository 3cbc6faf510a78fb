import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

const HANAKO = 5_000_111_222;
const TARO = 5_000_111_223;
const AT = new Date('2026-11-24T00:00:00Z');

let server: DatabaseServer;
let store: Store;
let client: pg.Client;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  const url = await server.fresh();
  store = await createStore({ url, now: () => AT });
  client = new pg.Client({ connectionString: url });
  await client.connect();

  onTestFinished(async () => {
    await client.end();
    await store.close();
  });

  await fill(HANAKO, 'hanako-yamada', 1);
  await fill(TARO, 'taro-suzuki', 2);
});

/** A row in every table that can hold something of a person. */
async function fill(githubId: number, login: string, number: number): Promise<void> {
  const [submissionId, runId] = [`S${number}`, `R${number}`];

  await store.pullRequests.save({
    ...{ repositoryId: number, number: 3, owner: 'class', name: 'work', headSha: 'a'.repeat(40) },
    ...{ authorId: githubId, authorLogin: login, state: 'closed', draft: false, updatedAt: AT },
  });

  await store.submissions.open({
    id: submissionId,
    identity: {
      ...{ repositoryId: number, pullNumber: 3, headSha: 'a'.repeat(40) },
      ...{ exercise: '02-batch-jobs', attempt: 1 },
    },
    ...{ folder: 'work', authorId: githubId, authorLogin: login },
  });

  await store.runs.start({ runId, submissionId, workerId: 'w', startedAt: AT });
  await store.runs.finish({ runId, fencing: 1, report: buildReport({ runId }), state: 'graded' });
  await store.evidence.keep({ runId, fencing: 1 }, [{ kind: 'logs', items: [login], isComplete: true }]);
  const values = `'${DEFAULT_COURSE_ID}', '02-batch-jobs', ${githubId}`;
  for (const statement of [
    `insert into course_members (course_id, github_id, login, name, role, source, created_at, updated_at)
       values ('${DEFAULT_COURSE_ID}', ${githubId}, '${login}', 'Name ${login}', 'learner', 'api', now(), now())
       on conflict (course_id, github_id) do update set name = excluded.name`,
    `insert into overrides (override_id, course_id, exercise, github_id, points, reason, actor, at)
       values ('O${number}', ${values}, 1, 'ill', 'staff', now())`,
    `insert into extensions (course_id, exercise, github_id, due_at, reason, actor, at)
       values (${values}, now(), 'ill', 'staff', now())`,
    `insert into sessions values ('\\x0${number}', ${githubId}, '${login}', now(), now())`,
    `insert into api_tokens (token_id, hash, name, github_id, role, created_at, created_by)
       values ('T${number}', '\\x0${number}', 'mine', ${githubId}, 'learner', now(), 'github:${login}')`,
    `insert into lms_identities (course_id, github_id, email, updated_at)
       values ('${DEFAULT_COURSE_ID}', ${githubId}, '${login}@school.example', now())`,
    `insert into audit_log (at, actor, actor_github_id, course_id, action, target, before, after, reason, request_id)
       values (now(), 'github:${login}', ${githubId}, '${DEFAULT_COURSE_ID}', 'createToken', '/api/v1/tokens',
         null, null, null, 'q'),
         (now(), 'operator', null, '${DEFAULT_COURSE_ID}', 'updateMember', '/api/v1/courses/default/members/${githubId}',
         '{"login": "${login}"}', '{"name": "Name ${login}"}', '${login} asked', 'q')`,
    `insert into team_members values ('${DEFAULT_COURSE_ID}', 'team-a', ${githubId}, null)`,
    `insert into heads values (${number}, 3, '${'a'.repeat(40)}', now())`,
    `insert into hand_ins values (${number}, 3, '${'a'.repeat(40)}', '02-batch-jobs', 'work', now())`,
    `insert into submission_members values ('S${number}', ${githubId}, '${login}')`,
    `insert into idempotency_keys values ('github:${githubId}', 'POST /x', 'k', 'h', 200, '"${login}"', now())`,
  ])
    await client.query(statement);
}

/** Tables in which the number or the login still stands, as text anywhere in a row. */
async function tablesWith(...traces: (string | number)[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );

  const found: string[] = [];

  for (const { name } of rows)
    for (const trace of traces) {
      const held = await client.query(`select from "${name}" row where row::text like $1`, [`%${trace}%`]);
      if ((held.rowCount ?? 0) > 0) found.push(name);
    }

  return [...new Set(found)];
}

describe('erasing a learner', () => {
  it('leaves no trace of the person in any table, and all of the others', async () => {
    const others = await tablesWith(TARO, 'taro-suzuki');
    expect(others).toEqual(await tablesWith(HANAKO, 'hanako-yamada'));
    expect(others.length).toBeGreaterThan(10);
    await store.learners.erase({ githubId: HANAKO });
    expect(await tablesWith(HANAKO, 'hanako-yamada')).toEqual([]);
    expect(await tablesWith(TARO, 'taro-suzuki')).toEqual(others);
    expect(await store.evidence.list('R1')).toEqual([]);
    expect(await store.evidence.list('R2')).toHaveLength(1);
  });

  it('tells how much there was, and nothing the second time', async () => {
    const erased = { submissions: 1, runs: 1, evidence: 1, grades: 1, memberships: 1, auditEntries: 2 };
    expect(await store.learners.preview({ githubId: HANAKO })).toEqual(erased);
    expect(await store.learners.erase({ githubId: HANAKO })).toEqual(erased);

    expect(await store.learners.erase({ githubId: HANAKO })).toEqual({
      ...{ submissions: 0, runs: 0, evidence: 0, grades: 0, memberships: 0, auditEntries: 0 },
    });
  });

  it.each(['heads', 'hand_ins'])('forgets when the learner pushed and handed in: %s', async (table) => {
    await store.learners.erase({ githubId: HANAKO });
    const { rows } = await client.query(`select repository_id from ${table}`);
    expect(rows).toEqual([{ repository_id: '2' }]);
  });

  it('keeps what was done, without the person', async () => {
    await store.learners.erase({ githubId: HANAKO });

    const { rows } = await client.query(
      `select actor, action, target, before, after, reason from audit_log order by audit_id limit 2`,
    );

    const nothing = { before: null, after: null, reason: null };

    expect(rows).toEqual([
      { actor: 'erased', action: 'createToken', target: '/api/v1/tokens', ...nothing },
      {
        ...{ actor: 'operator', action: 'updateMember', ...nothing },
        target: '/api/v1/courses/default/members/erased',
      },
    ]);
  });

  it('leaves other courses alone when one is named', async () => {
    const courseId = '01ARYZ6S41000000000000000A';
    await store.courses.create({ courseId, slug: 'other', title: { en: 'Other', ja: '他' } });
    expect(await store.learners.erase({ githubId: HANAKO, courseId })).toMatchObject({ submissions: 0 });
    expect(await store.submissions.get('S1')).toBeDefined();
    expect(await store.learners.withLogin('HANAKO-yamada')).toEqual([HANAKO]);
  });

  it('keeps a run that still goes on from writing anything', async () => {
    await client.query(`update submissions set state = 'grading' where id = 'S1'`);
    await store.learners.erase({ githubId: HANAKO });
    const report = buildReport({ runId: 'R1' });
    expect(await store.runs.finish({ runId: 'R1', fencing: 1, report, state: 'graded' })).toBe(false);
    const part = { kind: 'events' as const, items: [], isComplete: true };
    expect(await store.evidence.keep({ runId: 'R1', fencing: 1 }, [part])).toBe(false);
    expect(await store.submissions.cancelRequested('S1')).toBe(true);
  });

  it('keeps the address of an open pull request, which would else be graded again, without its author', async () => {
    await client.query(`update pull_requests set state = 'open' where repository_id = 1`);
    await store.learners.erase({ githubId: HANAKO });
    expect(await store.pullRequests.get(1, 3)).toMatchObject({ authorId: 0, authorLogin: '' });
    expect(await tablesWith(HANAKO, 'hanako-yamada')).toEqual([]);
  });
});
