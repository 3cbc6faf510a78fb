import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { askAsOperator, startApi } from '../../support/running-api.ts';

let server: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  api = await startApi(await server.fresh());
  onTestFinished(() => api.close());
});

const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, more?: Parameters<typeof askAsOperator>[3]) =>
  askAsOperator(api, method, url, more);

const spring = { slug: 'spring', title: { en: 'Spring', ja: '春' }, term: '2026' };

describe('courses', () => {
  it('always has the default one', async () => {
    expect((await ask('GET', '/courses')).json()).toMatchObject({
      items: [{ courseId: DEFAULT_COURSE_ID, slug: 'default', timeZone: 'Asia/Tokyo', version: 1 }],
      next: null,
    });
  });

  it('makes one, finds it by slug and by id, and says where it is', async () => {
    const made = await ask('POST', '/courses', { payload: spring });
    const { courseId } = made.json<{ courseId: string }>();

    expect([made.statusCode, made.headers.location, made.headers.etag]).toEqual([
      201,
      '/api/v1/courses/spring',
      '"1"',
    ]);

    expect((await ask('GET', `/courses/${courseId}`)).json()).toEqual(
      (await ask('GET', '/courses/spring')).json(),
    );
  });

  it.each([
    ['a slug that is taken', { ...spring, slug: 'default' }, 409, 'slug-taken'],
    ['a time zone that is none', { ...spring, timeZone: 'Mars/Olympus' }, 400, 'invalid-time-zone'],
    ['an unknown field', { ...spring, owner: 'me' }, 400, 'invalid-request'],
    ['text that no database keeps', { ...spring, term: 'a\0b' }, 400, 'invalid-text'],
  ])('refuses %s', async (_case, payload, status, title) => {
    expect((await ask('POST', '/courses', { payload })).json()).toMatchObject({ status, title });
  });

  it('lists page after page', async () => {
    await ask('POST', '/courses', { payload: spring });
    await ask('POST', '/courses', { payload: { ...spring, slug: 'autumn' } });
    const slugs: string[] = [];
    let next: string | null = '';

    while (next !== null) {
      const page: { items: { slug: string }[]; next: string | null } = (
        await ask('GET', `/courses?limit=1${next === '' ? '' : `&cursor=${next}`}`)
      ).json();

      slugs.push(...page.items.map(({ slug }) => slug));
      next = page.next;
    }

    expect(slugs).toEqual(['autumn', 'default', 'spring']);
  });

  it.each([
    ['the version there is', '"1"', 200],
    ['a weak ETag of it', 'W/"1"', 200],
    ['another version', '"2"', 412],
    ['something else', '*', 412],
    ['no version', undefined, 428],
  ])('changes a course for %s', async (_case, version, status) => {
    const headers = version === undefined ? {} : { 'if-match': version };
    const answer = await ask('PATCH', '/courses/default', { payload: { term: '2027' }, ...headers });
    expect(answer.statusCode).toBe(status);
  });
});

describe('a POST with an Idempotency-Key', () => {
  const again = { payload: spring, 'idempotency-key': 'k1' };

  it('happens once and is answered twice', async () => {
    const [first, second] = [await ask('POST', '/courses', again), await ask('POST', '/courses', again)];

    expect([second.statusCode, second.json(), second.headers['idempotency-replayed']]).toEqual([
      201,
      first.json(),
      'true',
    ]);

    const written = await api.store.auditLog.ofCourse(first.json<{ courseId: string }>().courseId, {
      limit: 9,
    });

    expect(written.map(({ action, actor }) => [action, actor])).toEqual([['createCourse', 'operator']]);
  });

  it('is refused for another request', async () => {
    await ask('POST', '/courses', again);
    const other = await ask('POST', '/courses', { ...again, payload: { ...spring, slug: 'other' } });
    expect(other.json()).toMatchObject({ status: 422, title: 'key-used' });
  });

  it('may be tried again after a refusal', async () => {
    const taken = { ...spring, slug: 'default' };

    const [first, second] = [
      await ask('POST', '/courses', { ...again, payload: taken }),
      await ask('POST', '/courses', again),
    ];

    expect([first.statusCode, second.statusCode]).toEqual([409, 201]);
  });
});
