import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadSettings } from '../../config/load.ts';
import { Failure } from '../../domain/failure.ts';
import { appManifest, convertManifestCode, type RegisteredApp } from '../../github/app/app-manifest.ts';
import { webAddress } from '../../github/client/web-address.ts';
import { interruption } from '../interruption.ts';
import { fetchOf } from '../../processes/proxies.ts';
import { requireFreePaths } from '../require-free-paths.ts';
import { startRegistrationServer } from '../registration-server.ts';

export interface CreateAppOptions {
  organization?: string;
  name: string;
  webhookUrl?: string;
  homepage?: string;
  folder: string;
  port: number;
  force?: boolean;
}

/**
 * Registers a GitHub App through GitHub's own page and writes its key and its settings. Fails with `webhook-url-missing`,
 * `files-exist`, `registration-refused`, `manifest-code-refused`; nothing is written then.
 */
export async function createApp(options: CreateAppOptions): Promise<void> {
  const { settings } = loadSettings('local');
  const webhookUrl = requirePublicUrl(options.webhookUrl ?? settings.webhookUrl);
  const files = await freeFiles(options);
  const apiUrl = settings.githubApiUrl;
  const web = webAddress(apiUrl);

  const owner =
    options.organization === undefined ? '' : `/organizations/${encodeURIComponent(options.organization)}`;

  const server = await startRegistrationServer({
    port: options.port,
    state: randomBytes(24).toString('base64url'),
    newAppUrl: `${web}${owner}/settings/apps/new`,
    manifest: (redirectUrl) =>
      appManifest({
        name: options.name,
        webhookUrl,
        homepage: options.homepage ?? settings.publicUrl ?? new URL(webhookUrl).origin,
        redirectUrl,
      }),
  });

  process.stdout.write(
    `Open this page on this machine and follow it (Ctrl-C stops without creating anything):\n\n  ${server.url}\n\n`,
  );

  const { signal, dispose } = interruption();
  let page = '<p>The App could not be created; see the terminal.</p>';

  try {
    const app = await convertManifestCode(await Promise.race([server.code, interrupted(signal)]), {
      baseUrl: apiUrl,
      fetch: fetchOf(settings),
    });

    await write(files, app, { apiUrl, webhookUrl });
    const install = `${web}/apps/${app.slug}/installations/new`;
    page = `<p>The App ${app.slug} is there. Now <a href="${install}">install it</a> and go back to the terminal.</p>`;
    process.stdout.write(nextSteps(app, files, install));
  } finally {
    dispose();
    await server.close(page);
  }
}

interface Files {
  folder: string;
  key: string;
  environment: string;
}

async function freeFiles({ folder, force = false }: CreateAppOptions): Promise<Files> {
  const root = resolve(folder);
  const files = { folder: root, key: join(root, 'app.pem'), environment: join(root, 'saiten.env') };
  if (!force) await requireFreePaths([files.key, files.environment]);
  return files;
}

function requirePublicUrl(url: string | undefined): string {
  if (url !== undefined && /^https?:\/\/[^/\s]+\/\S*$/.test(url)) return url;
  throw new Failure(
    'configuration',
    'webhook-url-missing',
    `Expected the public address of the webhook, such as https://saiten.example.org/webhook, found ${url ?? 'nothing'}. Give it with --webhook-url or in SAITEN_WEBHOOK_URL; without a public address open a channel at smee.io and give that.`,
  );
}

async function write(
  { folder, key, environment }: Files,
  app: RegisteredApp,
  { apiUrl, webhookUrl }: { apiUrl: string; webhookUrl: string },
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The mode counts only for a new file.
  for (const path of [key, environment]) await rm(path, { force: true });
  await writeFile(key, app.privateKey, { mode: 0o600 });

  const lines = [
    `# The GitHub App ${app.slug} of ${app.owner}: ${app.htmlUrl}`,
    `SAITEN_GITHUB_APP_ID=${app.id}`,
    `SAITEN_GITHUB_PRIVATE_KEY_FILE=${key}`,
    `SAITEN_WEBHOOK_SECRET=${app.webhookSecret}`,
    `SAITEN_WEBHOOK_URL=${webhookUrl}`,
    `SAITEN_GITHUB_API_URL=${apiUrl}`,
    `SAITEN_API_TOKEN=${randomBytes(32).toString('hex')}`,
  ];

  await writeFile(environment, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function nextSteps(app: RegisteredApp, files: Files, install: string): string {
  return `The App "${app.name}" (id ${app.id}) was created.

  private key   ${files.key}
  settings      ${files.environment}

Next:
  1. Install it on the organisation or the repositories of the course: ${install}
  2. Start Saiten:    set -a; . ${files.environment}; set +a; npm run saiten -- serve
  3. Check it all:    npm run saiten -- github doctor    (with the same settings)
`;
}

function interrupted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () =>
      reject(new Failure('configuration', 'registration-refused', 'No App was created: it was interrupted.'));

    signal.addEventListener('abort', stop, { once: true });
  });
}
