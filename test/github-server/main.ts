import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createControlRoutes } from './control-routes.ts';
import { startGitHubServer } from './start-github-server.ts';

const HELP = `node --import tsx test/github-server/main.ts [options]
  --port <number>          REST API and pull request pages (default 8089)
  --control-port <number>  the control under /_control (default 8090)
  --host <address>         (default 127.0.0.1)
  --public-url <url>       how clients reach the API, when it is not http://127.0.0.1:<port>
  --webhook-url <url>      where webhooks go
  --webhook-secret <text>  (default: made up)
  --key-folder <path>      writes app.pem there for the App's private key
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8089' },
    'control-port': { type: 'string', default: '8090' },
    host: { type: 'string', default: '127.0.0.1' },
    'public-url': { type: 'string' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
    'key-folder': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await serve();

async function serve(): Promise<void> {
  const secret = values['webhook-secret'];

  const github = await startGitHubServer({
    port: Number(values.port),
    host: values.host,
    ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'] }),
    ...(secret === undefined ? {} : { app: { webhookSecret: secret } }),
  });

  const control = createControlRoutes(github);
  await control.listen({ port: Number(values['control-port']), host: values.host });
  if (values['webhook-url'] !== undefined) github.setWebhook({ url: values['webhook-url'] });
  github.addOrganization('school');
  const repository = github.addRepository({ owner: 'school', name: 'kubernetes-course' });

  if (values['key-folder'] !== undefined) {
    await mkdir(values['key-folder'], { recursive: true });
    await writeFile(join(values['key-folder'], 'app.pem'), github.app.privateKey, { mode: 0o600 });
  }

  const { privateKey: _secret, ...app } = github.app;
  process.stdout.write(`${JSON.stringify({ url: github.url, app, repository }, null, 2)}\n`);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all([github.close(), control.close()]));
  }
}
