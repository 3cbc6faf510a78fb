import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../services/api/app.ts';
import { SIGN_IN_COOKIE } from '../../../services/api/access/session-cookie.ts';
import { Failure } from '../../../services/domain/failure.ts';
import { apiOptions } from '../../support/builders/api-options.ts';

let app: Awaited<ReturnType<typeof createApi>>;
let asked = 0;

beforeAll(async () => {
  app = await createApi(
    apiOptions({
      publicUrl: 'https://saiten.example',
      signIn: {
        finish: async ({ code }: { code: string }) => {
          asked += 1;
          if (code !== 'good') throw new Failure('learner', 'sign-in-refused', 'No.');
          return { githubId: 7, login: 'hanako' };
        },
      },
      sessions: { begin: async () => undefined },
    }),
  );
}, 60_000);

/** The browser comes back from GitHub; it brings both halves of what proves that it went there. */
const comeBack = (code: string, place: string, remoteAddress: string) =>
  app.inject({
    url: `/api/v1/session/github/callback?state=s&code=${code}`,
    headers: { cookie: `${SIGN_IN_COOKIE}=s.v.${Buffer.from(place).toString('base64url')}` },
    remoteAddress,
  });

describe('the end of a sign-in', () => {
  it.each([
    ['/courses?x=1', '/courses?x=1'],
    ['https://elsewhere.example', '/'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['/a\r\nset-cookie: x=y', '/'],
    ['', '/'],
  ])('of which the cookie says %j goes to %s', async (place, target) => {
    expect((await comeBack('good', place, '192.0.2.1')).headers.location).toBe(target);
  });

  it('cannot be tried without end, since each try asks GitHub', async () => {
    const before = asked;
    const answers = await Promise.all(Array.from({ length: 400 }, () => comeBack('bad', '/', '192.0.2.2')));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect([refused.length, asked - before]).toEqual([100, 300]);
  });
});
