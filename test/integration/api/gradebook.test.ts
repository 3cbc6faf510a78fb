import pg from 'pg';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { GradebookBody } from '../../../services/api/schemas/gradebook.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
let db: pg.Client;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  const url = await server.fresh();
  api = await startApi(url);
  onTestFinished(() => api.close());
  db = new pg.Client({ connectionString: url });
  await db.connect();
  onTestFinished(() => db.end());
});

const ask = (method: 'GET' | 'PUT', url: string, more?: Parameters<typeof askAsOperator>[3]) =>
  askAsOperator(api, method, `/courses/default${url}`, more);

describe('the gradebook', () => {
  beforeEach(async () => {
    await db.query(`
      insert into course_members (course_id, github_id, login, name, role, source, created_at, updated_at) values
        ('${DEFAULT_COURSE_ID}', 1, 'hanako', '=cmd()', 'learner', 'api', now(), now()),
        ('${DEFAULT_COURSE_ID}', 2, 'Taro', null, 'learner', 'api', now(), now()),
        ('${DEFAULT_COURSE_ID}', 3, 'sensei', null, 'instructor', 'api', now(), now());
      insert into assignments (course_id, exercise, weight, updated_at) values
        ('${DEFAULT_COURSE_ID}', '01-objects', 1, now()), ('${DEFAULT_COURSE_ID}', '02-probes', 3, now());
      insert into grades (course_id, github_id, exercise, earned, possible, raw_earned, late_seconds, state, attempts,
        computed_at, released) values
        ('${DEFAULT_COURSE_ID}', 1, '01-objects', 72.50, 100, 80, 3600, 'failed', 2, now(), true),
        ('${DEFAULT_COURSE_ID}', 1, '02-probes', 100, 100, 100, 0, 'passed', 1, now(), false);`);
  });

  it('is a matrix of what the description says', async () => {
    const answer = await ask('GET', '/gradebook');
    const book: unknown = answer.json();
    expect(Value.Check(GradebookBody, book)).toBe(true);

    expect(book).toEqual({
      exercises: [
        { exercise: '01-objects', weight: 1, possible: 100 },
        { exercise: '02-probes', weight: 3, possible: 100 },
      ],
      learners: [
        expect.objectContaining({
          login: 'Taro',
          grades: [null, null],
          total: { earned: 0, possible: 200, percent: 0 },
        }),
        expect.objectContaining({
          login: 'hanako',
          total: { earned: 172.5, possible: 200, percent: 93.13, percentSoFar: 93.13 },
          grades: [
            { earned: 72.5, possible: 100, state: 'failed', attempts: 2, lateSeconds: 3600 },
            { earned: 100, possible: 100, state: 'passed', attempts: 1, held: true },
          ],
        }),
      ],
    });
  });

  it.each([
    ['one learner', '?learner=2', { exercises: 2, learners: ['Taro'] }],
    ['one exercise', '?exercise=02-probes', { exercises: 1, learners: ['Taro', 'hanako'] }],
    ['nobody of that id', '?learner=9', { exercises: 2, learners: [] }],
  ])('shows %s alone', async (_name, query, expected) => {
    const { exercises, learners } = (await ask('GET', `/gradebook${query}`)).json<{
      exercises: object[];
      learners: { login: string; grades: object[] }[];
    }>();

    expect({ exercises: exercises.length, learners: learners.map(({ login }) => login) }).toEqual(expected);
    for (const { grades } of learners) expect(grades).toHaveLength(expected.exercises);
  });

  it('is CSV for who asks for it, the same bytes each time, with nothing to calculate', async () => {
    const first = await ask('GET', '/gradebook', { accept: 'text/csv' });
    const second = await ask('GET', '/gradebook?format=csv');

    expect([first.headers['content-type'], first.headers['content-disposition']]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="gradebook-default.csv"',
    ]);

    expect(first.body).toContain("1,hanako,'=cmd(),");
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
  });

  it.each([
    ['a grade', "update grades set earned = 73 where exercise = '01-objects'"],
    ['a weight', "update assignments set weight = 2 where exercise = '01-objects'"],
    ['a name', "update course_members set name = 'Hanako' where github_id = 1"],
    ['who is there', 'delete from course_members where github_id = 2'],
  ])('has another ETag after a change of %s, and the same one before', async (_name, statement) => {
    const { etag } = (await ask('GET', '/gradebook')).headers;
    const known = { 'if-none-match': String(etag) };
    expect((await ask('GET', '/gradebook', known)).statusCode).toBe(304);
    expect((await ask('GET', '/gradebook?format=csv', known)).statusCode).toBe(200);
    await db.query(statement);
    expect((await ask('GET', '/gradebook', known)).statusCode).toBe(200);
  });

  it('goes to Canvas and Moodle by the identities they know, with released grades alone', async () => {
    const items = [
      { githubId: 1, canvasId: '42', email: 'hanako@school.example' },
      { githubId: 2, sisLoginId: 'taro' },
    ];

    expect((await ask('PUT', '/lms-identities', { payload: { items } })).statusCode).toBe(204);
    expect((await ask('GET', '/lms-identities?limit=1')).json()).toMatchObject({ items: [items[0]] });

    expect((await ask('GET', '/gradebook?format=canvas')).body.split('\r\n').slice(1)).toEqual([
      'Points Possible,,,,,100,100',
      'Taro,,,taro,,,',
      "'=cmd(),42,,,,72.5,",
      '',
    ]);

    expect((await ask('GET', '/gradebook?format=moodle')).body.split('\r\n').slice(1)).toEqual([
      ',hanako@school.example,72.5,',
      '',
    ]);

    const gone = { items: [{ githubId: 1 }] };
    expect((await ask('PUT', '/lms-identities', { payload: gone })).statusCode).toBe(204);
    expect((await ask('GET', '/lms-identities')).json()).toMatchObject({ items: [items[1]] });
  });

  it('takes no identity that a spreadsheet would calculate', async () => {
    const items = [{ githubId: 1, email: '=1+1' }];
    expect((await ask('PUT', '/lms-identities', { payload: { items } })).statusCode).toBe(400);
  });
});
