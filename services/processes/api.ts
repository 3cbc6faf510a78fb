import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Localized } from '../../graders/contract/localized.ts';
import { createApi, type ApiOptions } from '../api/app.ts';
import type { Settings } from '../config/settings.ts';
import { createIdentifiers } from '../domain/identifier.ts';
import { createHealth } from '../observability/health.ts';
import { createSignIn } from '../github/app/sign-in.ts';
import { sourcePage } from '../github/source-page.ts';
import type { Logger } from '../observability/logger.ts';
import { loadCatalogue } from './exercise-catalogue.ts';
import type { Resources } from './open-resources.ts';
import { diskProbe, resourceProbes } from './telemetry/probes.ts';
import { createReceiptIssuer } from '../receipt/create-receipt-issuer.ts';
import { keySetOf } from '../receipt/key-set.ts';
import { fetchOf } from './proxies.ts';
import { receiptIssuerName } from './receipt-issuer-name.ts';
import { receiptSecret } from './receipt-secret.ts';
import type { RunningProcess } from './run-process.ts';
import { withoutTrailing } from '../../graders/text/without-trailing.ts';

/** Serves the REST API, the page and health. */
export async function startApi(
  settings: Settings,
  resources: Resources,
  { logger }: { logger: Logger },
): Promise<RunningProcess & { url: string }> {
  const { store, queues } = resources;

  const health = createHealth([...resourceProbes(resources), diskProbe(settings, false)], {
    now: Date.now,
    logger,
  });

  const issuer = receiptIssuerName(settings);

  const options: ApiOptions = {
    token: settings.apiToken ?? '',
    page: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    ...store,
    // After the store, which has a health of its own.
    health,
    queues,
    locate: store.located,
    newSecret: () => randomBytes(32).toString('base64url'),
    identifiers: createIdentifiers(Date.now, randomBytes),
    now: () => new Date(),
    repeat: (action, everyMs) => {
      const timer = setInterval(action, everyMs);
      return () => clearInterval(timer);
    },
    exercises: await loadTitles(settings, logger),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: withoutTrailing(settings.publicUrl, '/') }),
    sourcePage: (source) => sourcePage(settings.githubApiUrl, source),
    ...signInOf(settings),
    logger,
    receipts: {
      issue: createReceiptIssuer({
        keys: store.signingKeys,
        secret: () => receiptSecret(settings),
        issuer,
        now: Date.now,
      }),
      keySet: async () => keySetOf(issuer, await store.signingKeys.published()),
    },
  };

  const app = await createApi(options, { trustProxy: settings.trustProxy ?? false });
  const url = await app.listen({ host: settings.host, port: settings.apiPort });
  logger.info({ url }, 'API listens');
  return { url, health, stop: () => app.close() };
}

/** What the exercises are called; the API goes on without where their folder is not at hand. */
async function loadTitles(settings: Settings, logger: Logger) {
  try {
    return (await loadCatalogue(settings)).titles;
  } catch (error) {
    logger.warn({ error }, 'the exercises cannot be read: the API shows none');
    return new Map<string, Localized>();
  }
}

/** Signing in with GitHub, where a client is set. */
function signInOf(settings: Settings) {
  const { githubApiUrl, githubClientId, githubClientSecret } = settings;
  if (githubClientId === undefined || githubClientSecret === undefined) return {};
  return {
    signIn: createSignIn(
      { apiUrl: githubApiUrl, clientId: githubClientId, clientSecret: githubClientSecret },
      fetchOf(settings),
    ),
  };
}
