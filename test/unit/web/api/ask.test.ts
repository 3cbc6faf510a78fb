import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askAll, askList } from '../../../../web/source/api/ask.ts';
import { createRequestKeys, type RequestKeys } from '../../../../web/source/api/request-keys.ts';

const course = 'spring';
const sent: Request[] = [];
const keysSent = () => sent.map(({ headers }) => headers.get('idempotency-key'));
let answers: (Response | Error)[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('sessionStorage', { getItem: () => 'a-token' });

  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    sent.push(new Request(`http://saiten.example${address}`, init));
    const answer = answers.shift() ?? Response.json({ items: [], next: null });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});

afterEach(() => vi.unstubAllGlobals());

const revoke = (keys: RequestKeys, { override = 'one', body = {} } = {}) =>
  ask('POST', '/courses/{course}/overrides/{override}/revoke', { path: { course, override }, body, keys });

describe('asking the API', () => {
  it('puts values into the address, whatever they hold', async () => {
    await ask('GET', '/courses/{course}', { path: { course: 'a/b' } });
    expect(sent[0]?.url).toBe('http://saiten.example/api/v1/courses/a%2Fb');
  });

  it('leaves out of the query what is empty', async () => {
    const query = { learner: '', exercise: undefined, state: 'graded' } as const;
    await ask('GET', '/courses/{course}/submissions', { path: { course }, query });
    expect(new URL(sent[0]?.url ?? '').search).toBe('?state=graded');
  });

  it('names the version that a write changes', async () => {
    await ask('PUT', '/courses/{course}/results', {
      path: { course },
      body: { results: 'held' },
      version: 3,
    });

    expect(sent[0]?.headers.get('if-match')).toBe('"3"');
  });

  it('gives every form a key of its own', async () => {
    await revoke(createRequestKeys());
    await revoke(createRequestKeys());
    const keys = keysSent();
    expect(new Set(keys.filter((key) => key !== null)).size).toBe(2);
  });

  it.each([
    ['its answer was lost', new TypeError('Failed to fetch')],
    ['a proxy answered for it', Response.json({}, { status: 502 })],
    ['it was clicked twice', Response.json({})],
  ])('sends a form again under the same key where %s', async (_, first) => {
    const keys = createRequestKeys();
    answers = [first];
    await revoke(keys).catch(() => undefined);
    await revoke(keys);
    expect(new Set(keysSent()).size).toBe(1);
  });

  it.each([
    ['another body', { body: { reason: 'wrong learner' } }],
    ['another address', { override: 'two' }],
  ])('sends %s under another key', async (_, change) => {
    const keys = createRequestKeys();
    await revoke(keys);
    await revoke(keys, change);
    expect(new Set(keysSent()).size).toBe(2);
  });

  it('tells pasted texts and what is asked of them apart', async () => {
    const keys = createRequestKeys();

    const paste = (content: string, removeOthers: boolean) =>
      ask('POST', '/courses/{course}/roster', {
        path: { course },
        query: { removeOthers },
        text: { type: 'text/csv', content },
        keys,
      });

    for (const content of ['a', 'b']) for (const remove of [true, false]) await paste(content, remove);
    expect(new Set(keysSent()).size).toBe(4);
  });

  it('reads under no key', async () => {
    await ask('GET', '/me');
    expect(keysSent()).toEqual([null]);
  });

  it('throws the problem that the API answers', async () => {
    answers = [Response.json({ title: 'stale', detail: 'Somebody was faster.' }, { status: 412 })];
    await expect(ask('GET', '/me')).rejects.toMatchObject({ status: 412, code: 'stale' });
  });

  it('reads a list page after page', async () => {
    answers = [Response.json({ items: [1], next: 'more' }), Response.json({ items: [2], next: null })];
    expect(await askAll('/courses', {})).toEqual([1, 2]);
    expect(sent.map(({ url }) => new URL(url).searchParams.get('cursor'))).toEqual([null, 'more']);
  });

  it('asks for a short list without pages', async () => {
    await askList('/courses/{course}/statistics', { path: { course } });
    expect(new URL(sent[0]?.url ?? '').search).toBe('');
  });
});

/** Never called: the compiler proves it, because every line that it accepts is an error below its comment. */
export function mistakes() {
  const keys = createRequestKeys();
  return [
    // @ts-expect-error no such address
    ask('GET', '/course/{course}', { path: { course } }),
    // @ts-expect-error not at this address
    ask('DELETE', '/courses/{course}', { path: { course } }),
    // @ts-expect-error without its course
    ask('GET', '/courses/{course}', {}),
    // @ts-expect-error another name
    ask('GET', '/courses/{course}', { path: { slug: course } }),
    // @ts-expect-error one name too many
    ask('GET', '/courses/{course}', { path: { course, exercise: '01-objects' } }),
    // @ts-expect-error no such parameter
    ask('GET', '/courses/{course}/submissions', { path: { course }, query: { exercize: '01-objects' } }),
    // @ts-expect-error no such state
    ask('GET', '/courses/{course}/submissions', { path: { course }, query: { state: 'done' } }),
    // @ts-expect-error takes no query
    ask('GET', '/courses/{course}', { path: { course }, query: { sort: 'name' } }),
    // @ts-expect-error without its course in the query
    ask('GET', '/events', {}),
    // @ts-expect-error a misspelt field of the body
    ask('PUT', '/courses/{course}/results', { path: { course }, version: 1, body: { result: 'held' } }),
    // @ts-expect-error without the version that it changes
    ask('PUT', '/courses/{course}/results', { path: { course }, body: { results: 'held' } }),
    // @ts-expect-error a version of what has none
    ask('PUT', '/courses/{course}/lms-identities', { path: { course }, body: { items: [] }, version: 1 }),
    // @ts-expect-error without its body
    ask('POST', '/courses/{course}/regrades', { path: { course }, keys }),
    // @ts-expect-error JSON where CSV is wanted
    ask('POST', '/courses/{course}/roster', { path: { course }, body: {}, keys }),
    // @ts-expect-error without the keys of its form
    ask('POST', '/courses/{course}/overrides/{override}/revoke', {
      path: { course, override: '' },
      body: {},
    }),
    // @ts-expect-error keys where nothing is done once
    ask('DELETE', '/session', { keys }),
    // @ts-expect-error not in pages
    askAll('/courses/{course}/statistics', { path: { course } }),
    // @ts-expect-error in pages
    askList('/courses', {}),
    // @ts-expect-error a field that the answer lacks
    ask('GET', '/me').then(({ nickname }) => nickname as string),
  ];
}
