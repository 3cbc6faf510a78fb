import { randomBytes } from 'node:crypto';
import { createApi, type ApiOptions, type ApiServer } from '../../services/api/app.ts';
import { buildHealth } from './builders/health.ts';
import { createIdentifiers } from '../../services/domain/identifier.ts';
import { createReceiptIssuer } from '../../services/receipt/create-receipt-issuer.ts';
import { keySetOf } from '../../services/receipt/key-set.ts';
import { sourcePage } from '../../services/github/source-page.ts';
import { createStore } from '../../services/store/create-store.ts';
import type { Store } from '../../services/store/store.ts';

/** Who receipts are issued by in tests. */
export const ISSUER = 'https://saiten.example';

/** The token of the operator in tests. */
export const OPERATOR = 'the-token-of-the-operator';

/** The real API on the store at `url`, which may be empty; nothing listens. `close` ends both. */
export async function startApi(url: string, given: Partial<ApiOptions> = {}, server: ApiServer = {}) {
  const now = given.now ?? (() => new Date());
  const store = await createStore({ url, now });
  const app = await createApiOn(store, { ...given, now }, server);
  return {
    app,
    store,
    async close() {
      await app.close();
      await store.close();
    },
  };
}

/** Asks a started API as the operator; `url` goes on behind `/api/v1`, what is not `payload` is a header. */
export function askAsOperator(
  { app }: Pick<Awaited<ReturnType<typeof startApi>>, 'app'>,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  { payload, ...headers }: { payload?: object; [header: string]: unknown } = {},
) {
  return app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${OPERATOR}`, ...(headers as Record<string, string>) },
    ...(payload === undefined ? {} : { payload }),
  });
}

/** The real API on a store that somebody else closes. */
export function createApiOn(store: Store, given: Partial<ApiOptions> = {}, server: ApiServer = {}) {
  const { now = () => new Date() } = given;

  const options: ApiOptions = {
    ...store,
    token: OPERATOR,
    locate: store.located,
    newSecret: () => randomBytes(32).toString('base64url'),
    identifiers: createIdentifiers(Date.now, randomBytes),
    now,
    repeat: (action, everyMs) => {
      const timer = setInterval(action, everyMs);
      return () => clearInterval(timer);
    },
    exercises: new Map([['01-objects', { en: 'Objects', ja: 'オブジェクト' }]]),
    health: buildHealth(() => store.health()),
    receipts: {
      issue: createReceiptIssuer({
        keys: store.signingKeys,
        secret: async () => 'a secret of more than thirty-two characters',
        issuer: ISSUER,
        now: () => now().getTime(),
      }),
      keySet: async () => keySetOf(ISSUER, await store.signingKeys.published()),
    },
    queues: {
      publish: async () => undefined,
      gradeAll: async () => undefined,
      counts: async () => ({ grade: { waiting: 0, active: 0, delayed: 0, failed: 0 } }),
    },
    sourcePage: (source) => sourcePage('https://api.github.com', source),
    ...given,
  };

  return createApi(options, server);
}
